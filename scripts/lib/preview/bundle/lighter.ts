import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { requirePreview } from '../install.ts';

/**
 * What the page carries, parses or runs without need: most of a page's first second is the browser's reading of its script.
 * Each with what stands in for it.
 */
export const lighter = (root: string): Plugin => ({
  name: 'lighter',
  setup(setup) {
    const own = (file: string): string => path.join(root, 'preview/src/stand-ins', file);

    // Time zones before 1970 and after 2030.
    setup.onResolve({ filter: /^moment-timezone$/ }, ({ resolveDir }) =>
      setup.resolve('moment-timezone/builds/moment-timezone-with-data-1970-2030.min.js', {
        resolveDir,
        kind: 'import-statement',
      }),
    );
    // React's server, which only measures texts that are cut off.
    setup.onResolve({ filter: /^react-dom\/server$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'no-server',
    }));
    setup.onLoad({ filter: /.*/, namespace: 'no-server' }, () => ({
      contents: "export default {renderToStaticMarkup:()=>''};",
      loader: 'js',
    }));

    // Schemas of themes that people write: the page has Grafana's two.
    setup.onResolve({ filter: /^zod$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'no-schema',
    }));
    setup.onLoad({ filter: /.*/, namespace: 'no-schema' }, () => ({
      contents: NO_SCHEMA,
      loader: 'js',
    }));

    setup.onResolve({ filter: /^react-inlinesvg$/ }, () => ({ path: own('inline-svg.tsx') }));
    setup.onLoad({ filter: /@grafana[\\/]i18n[\\/]dist[\\/]esm[\\/]i18n\.mjs$/ }, () => ({
      contents: `export * from ${JSON.stringify(own('i18n.tsx'))}`,
      loader: 'js',
      resolveDir: root,
    }));

    // Names for Grafana's own tests, resolved for every version of Grafana when the page starts.
    setup.onResolve({ filter: /^@grafana\/e2e-selectors$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'resolved',
    }));
    setup.onLoad({ filter: /.*/, namespace: 'resolved' }, ({ path: name }) => {
      const { selectors } = requirePreview(root, name) as { selectors: Selectors };
      return {
        contents: `export const selectors=${sourceOf(selectors)};export const {components:Components,pages:Pages}=selectors;`,
        loader: 'js',
      };
    });

    // A table measures each pair of letters of its font, and each table does it again.
    setup.onLoad({ filter: /uwrap[\\/]dist[\\/]uWrap\.mjs$/ }, async ({ path: file }) => ({
      contents: `${(await readFile(file, 'utf8')).replace(/^export \{[^}]*\}.*$/m, '')}
        const known=new Map();
        const once=(ctx)=>{const key=ctx.font+ctx.letterSpacing;if(!known.has(key))known.set(key,varPreLine(ctx));return known.get(key)};
        export{once as varPreLine};`,
      loader: 'js',
    }));

    // Each panel with a legend asks for the width of the window while it renders, which makes the browser lay out the page each time.
    setup.onLoad({ filter: /VizLayout[\\/]VizLayout\.mjs$/ }, async ({ path: file }) => ({
      contents: `${(await readFile(file, 'utf8')).replace('document.body.clientWidth', 'bodyWidth()')}
        let width;
        function bodyWidth(){if(width===undefined){width=document.body.clientWidth;requestAnimationFrame(()=>{width=undefined})}return width}`,
      loader: 'js',
    }));
  },
});

/** Any schema, and any part of one. */
const NO_SCHEMA = `const any=new Proxy(function(){},{get:()=>any,apply:()=>any});
  export{any as array,any as boolean,any as enum,any as int,any as literal,any as number,any as object,any as optional,any as record,any as string,any as union,any as z};`;

/** A tree of texts and of functions that make one from their arguments alone. */
type Selectors =
  string | ((...values: string[]) => string) | { readonly [name: string]: Selectors };

const sourceOf = (value: Selectors): string =>
  typeof value === 'function'
    ? `(${String(value)})`
    : typeof value === 'string'
      ? JSON.stringify(value)
      : `{${Object.entries(value)
          .map(([key, inner]) => `${JSON.stringify(key)}:${sourceOf(inner)}`)
          .join(',')}}`;
