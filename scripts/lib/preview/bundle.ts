import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { requireInstalled } from './install.ts';

/** The page's script and style sheet, each self-contained: fonts and icons are in them, nothing is fetched. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

/** Editors and maps: @grafana/ui refers to them, a dashboard never draws them. */
const NEVER_DRAWN =
  /^(monaco-editor|@monaco-editor\/react|react-monaco-editor|ol|ol\/.*|slate|slate-react|slate-plain-serializer|@codemirror\/.*|@uiw\/react-codemirror|@lezer\/.*|prismjs.*|@hello-pangea\/dnd|react-dropzone|@grafana\/faro-web-sdk)$/;

/** Stands in for any export of a package that is never drawn: callable, constructible, empty. */
const STAND_IN =
  'const p=new Proxy(function(){return p},{get:(t,k)=>k==="__esModule"?true:k===Symbol.toPrimitive?()=>"":p,construct:()=>p,apply:()=>p});module.exports=p;';

/** Changes when this file builds differently, so that no older build is used again. */
const STYLE_OF_BUILD = '3';

/** The icons that the page uses; all of @grafana/ui's are 800 files. */
const ICONS = [
  'adjust-circle',
  'angle-down',
  'angle-left',
  'angle-right',
  'angle-up',
  'apps',
  'arrow-down',
  'arrow-up',
  'arrow',
  'bars',
  'brackets-curly',
  'bug',
  'calendar-alt',
  'check',
  'check-circle',
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
  'gf-logs',
  'info-circle',
  'link',
  'minus',
  'plus',
  'search',
  'search-minus',
  'spinner',
  'star',
  'sync',
  'times',
];

/**
 * Bundles the page of `root`/preview. The result is kept in preview/dist and used again until a source file or the lock
 * file changes; making it takes one to two seconds.
 */
export async function bundlePage(root: string): Promise<PageBundle> {
  requireInstalled(root);
  const dist = path.join(root, 'preview/dist');
  const stamp = await stampOf(root);
  const files = { script: path.join(dist, `${stamp}.js`), style: path.join(dist, `${stamp}.css`) };
  if (!existsSync(files.script) || !existsSync(files.style)) await build(root, dist, stamp);
  return {
    script: await readFile(files.script, 'utf8'),
    style: await readFile(files.style, 'utf8'),
  };
}

async function build(root: string, dist: string, stamp: string): Promise<void> {
  const esbuild = await import('esbuild');
  const preview = path.join(root, 'preview');
  const { outputFiles } = await esbuild.build({
    absWorkingDir: preview,
    entryPoints: ['src/main.tsx'],
    outfile: 'dist/page.js',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2023',
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.NODE_DEBUG': 'false',
      global: 'window',
    },
    loader: { '.woff2': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl', '.ttf': 'dataurl' },
    mainFields: ['module', 'browser', 'main'],
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [
      inlineIcons(preview),
      withoutFetchedFonts,
      withoutEditors,
      unwrappedDefaults,
      smaller,
    ],
  });
  await mkdir(dist, { recursive: true });
  for (const file of outputFiles) {
    const extension = path.extname(file.path);
    const target = path.join(dist, `${stamp}${extension}`);
    const temporary = `${target}.${process.pid}`;
    await writeFile(temporary, file.contents);
    await rename(temporary, target);
  }
}

/** @grafana/ui fetches each icon from a server: give its lookup the drawings themselves. */
const inlineIcons = (preview: string): Plugin => ({
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

/** GlobalStyles refers to font files on a Grafana server; fonts.css embeds them instead. */
const withoutFetchedFonts: Plugin = {
  name: 'without-fetched-fonts',
  setup(setup) {
    setup.onLoad({ filter: /GlobalStyles[\\/]fonts\.mjs$/ }, () => ({
      contents: 'export function getFontStyles(){return {}}',
      loader: 'js',
    }));
  },
};

/**
 * CommonJS packages whose `default` @grafana/ui means. Imported from its .mjs files esbuild hands over the whole module, as Node
 * does, and the older table, for one, would fail to draw.
 */
const unwrappedDefaults: Plugin = {
  name: 'unwrapped-defaults',
  setup(setup) {
    setup.onResolve(
      { filter: /^(react-custom-scrollbars-2|react-highlight-words|calculate-size)$/ },
      ({ path: name, namespace, resolveDir }) =>
        namespace === 'unwrapped'
          ? undefined
          : { path: name, namespace: 'unwrapped', pluginData: resolveDir as unknown },
    );
    setup.onLoad({ filter: /.*/, namespace: 'unwrapped' }, ({ path: name, pluginData }) => ({
      contents: `const m=require(${JSON.stringify(name)});module.exports=m.__esModule&&m.default?Object.assign(m.default,m):m;`,
      loader: 'js',
      resolveDir: pluginData as string,
    }));
  },
};

/** A fifth of the script: time zones before 1970 and after 2030, and React's server, which only measures texts that are cut off. */
const smaller: Plugin = {
  name: 'smaller',
  setup(setup) {
    setup.onResolve({ filter: /^moment-timezone$/ }, ({ resolveDir }) =>
      setup.resolve('moment-timezone/builds/moment-timezone-with-data-1970-2030.min.js', {
        resolveDir,
        kind: 'import-statement',
      }),
    );
    setup.onResolve({ filter: /^react-dom\/server$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'no-server',
    }));
    setup.onLoad({ filter: /.*/, namespace: 'no-server' }, () => ({
      contents: "export default {renderToStaticMarkup:()=>''};",
      loader: 'js',
    }));
  },
};

const withoutEditors: Plugin = {
  name: 'without-editors',
  setup(setup) {
    setup.onResolve({ filter: NEVER_DRAWN }, ({ path: name }) => ({
      path: name,
      namespace: 'never-drawn',
    }));
    setup.onLoad({ filter: /.*/, namespace: 'never-drawn' }, () => ({
      contents: STAND_IN,
      loader: 'js',
    }));
  },
};

/** Names a build by what it is made from: the page's sources, its packages and this file's choices. */
async function stampOf(root: string): Promise<string> {
  const hash = createHash('sha256')
    .update(ICONS.join())
    .update(String(NEVER_DRAWN))
    .update(STYLE_OF_BUILD);
  const sources = await readdir(path.join(root, 'preview/src'), {
    recursive: true,
    withFileTypes: true,
  });
  const files = sources
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of [path.join(root, 'preview/package-lock.json'), ...files.sort()])
    hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}
