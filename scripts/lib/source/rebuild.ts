import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Content, ContentContext } from '../state/content.ts';
import { desiredState } from '../state/desired.ts';
import type { Resource } from '../state/resource.ts';

export interface ContentModule {
  /** The repository's root. */
  readonly root: string;
  /** The module that exports `content`, relative to the root. */
  readonly file: string;
}

/** What the code would want with some of its files changed, and the files that it is made of. Nothing is written into the source. */
export interface Rebuilt {
  readonly resources: readonly Resource[];
  readonly inputs: readonly string[];
}

let builds = 0;

/** Builds the content anew. @throws when the changed code does not build or run. */
export async function rebuild(
  module: ContentModule,
  changed: ReadonlyMap<string, string>,
  context: ContentContext,
): Promise<Rebuilt> {
  const { build } = await import('esbuild');
  const { root } = module;
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(root, module.file)],
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    metafile: true,
    logLevel: 'silent',
    // A name that its module does not export would be undefined, and throw somewhere else.
    logOverride: { 'import-is-undefined': 'error' },
    write: false,
    plugins: [
      {
        name: 'changed-files',
        setup: (hooks) => {
          hooks.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
            const contents = changed.get(path.relative(root, file).replaceAll('\\', '/'));
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  const directory = path.join(root, 'node_modules/.cache/adopt');
  mkdirSync(directory, { recursive: true });
  builds += 1;
  const output = path.join(directory, `${process.pid}-${builds}.mjs`);
  writeFileSync(output, outputFiles[0]?.contents ?? '');
  try {
    const { content } = (await import(pathToFileURL(output).href)) as { content: Content };
    return { resources: desiredState(content, context), inputs: Object.keys(metafile.inputs) };
  } finally {
    rmSync(output, { force: true });
  }
}
