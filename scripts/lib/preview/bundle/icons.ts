import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** The icons that the page uses; all of @grafana/ui's are 800 files. */
export const ICONS = [
  'adjust-circle',
  'angle-double-right',
  'angle-down',
  'angle-left',
  'angle-right',
  'angle-up',
  'apps',
  'arrow-down',
  'arrow-right',
  'arrow-up',
  'arrow',
  'bars',
  'brackets-curly',
  'bug',
  'calendar-alt',
  'check',
  'check-circle',
  'clipboard-alt',
  'clock-nine',
  'copy',
  'draggabledots',
  'ellipsis-v',
  'exclamation-circle',
  'exclamation-triangle',
  'external-link-alt',
  'eye',
  'favorite',
  'filter',
  'filter-minus',
  'filter-plus',
  'gf-logs',
  'info-circle',
  'link',
  'minus',
  'plus',
  'search',
  'search-minus',
  'search-plus',
  'spinner',
  'star',
  'sync',
  'times',
];

/** @grafana/ui fetches each icon from a server: give its lookup the drawings themselves. */
export const inlineIcons = (preview: string): Plugin => ({
  name: 'inline-icons',
  setup(setup) {
    setup.onLoad({ filter: /components[\\/]Icon[\\/]utils\.mjs$/ }, async ({ path: file }) => {
      const icons = path.join(preview, 'node_modules/@grafana/ui/dist/public/img/icons');
      const drawings: Record<string, string> = {};
      for (const name of ICONS) {
        const found = ['unicons', 'mono', 'custom', 'solid']
          .map((style) => path.join(icons, style, `${name}.svg`))
          .find((candidate) => existsSync(candidate));
        if (found) drawings[name] = await readFile(found, 'utf8');
      }
      // @grafana/ui asks for this one, too, but ships only its mirror image.
      drawings['angle-double-left'] = mirrored(drawings['angle-double-right'] ?? '');
      const blank = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>';
      const source = await readFile(file, 'utf8');
      const patched = source.replace(
        'function getIconPath(',
        `const drawings=${JSON.stringify(drawings)};function getIconPath(name){return drawings[name]||${JSON.stringify(blank)}}\nfunction fetchedIconPath(`,
      );
      return { contents: patched, loader: 'js' };
    });
  },
});

const mirrored = (svg: string): string =>
  svg.replace(/(<svg[^>]*>)([\s\S]*)(<\/svg>)/, '$1<g transform="matrix(-1 0 0 1 24 0)">$2</g>$3');
