import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unwrappedDefaults, withoutFetchedFonts } from './bundle/corrections.ts';
import { grafana12 } from './bundle/grafana-12.ts';
import { ICONS, inlineIcons } from './bundle/icons.ts';
import { lighter } from './bundle/lighter.ts';
import { NEVER_DRAWN, withoutEditors } from './bundle/never-drawn.ts';
import { requireInstalled } from './install.ts';

/** The page's script and style sheet, each self-contained: fonts and icons are in them, nothing is fetched. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

/** Changes when this file builds differently, so that no older build is used again. */
const STYLE_OF_BUILD = '17';

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
    // `() => {…}`, which 'iife' makes, is read twice, at first only to find its end; a function in parentheses is not (V8's heuristic).
    format: 'esm',
    banner: { js: '(function(){"use strict";' },
    footer: { js: '})();' },
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
      grafana12,
      lighter(root),
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
