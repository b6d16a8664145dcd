import type { Plugin } from 'esbuild';

/** GlobalStyles refers to font files on a Grafana server; fonts.css embeds them instead. */
export const withoutFetchedFonts: Plugin = {
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
export const unwrappedDefaults: Plugin = {
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
