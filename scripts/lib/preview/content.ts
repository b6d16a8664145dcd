import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Message } from 'esbuild';
import { buildErrorText, type BuildError } from '../../../preview/src/model/live-event.ts';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import type { Content } from '../state/content.ts';

/** Content that was bundled and loaded from a work tree. */
export interface LoadedContent {
  readonly content: Content;
  /** The entries of that tree's environments.ts. */
  readonly environments: unknown;
  /** Source files that it was made from, absolute. */
  readonly inputs: readonly string[];
  /** When their reading began, epoch milliseconds: a later save may not be in it. */
  readonly startedAt: number;
}

/** The content does not build, or throws while it is loaded. */
export class ContentBuildError extends Error {
  override readonly name = 'ContentBuildError';
  readonly errors: readonly BuildError[];
  /** Source files that are known; more may have been needed. */
  readonly inputs: readonly string[];
  constructor(errors: readonly BuildError[], inputs: readonly string[] = []) {
    super(
      errors
        .map((e) => `${e.file ? `${e.file}:${e.line ?? 1}:${e.column ?? 1}: ` : ''}${e.text}`)
        .join('\n'),
    );
    this.errors = errors;
    this.inputs = inputs;
  }
}

/** The same for who typed a command: nothing can be shown of a work tree that does not build. */
export const rejectBroken = (error: unknown): never => {
  if (!(error instanceof ContentBuildError)) throw error;
  throw new UserError('the dashboards of this work tree do not build.', {
    exitCode: ExitCode.Usage,
    details: error.errors.flatMap((each) => buildErrorText(each).split('\n')),
    suggestions: [['npm run typecheck', 'wrong types, too, which a build does not see']],
  });
};

let loads = 0;

/**
 * Bundles `scripts/content.ts` and `environments.ts` of a work tree and loads them. Packages are those of `root`, so a
 * tree without node_modules can be loaded, too. @throws ContentBuildError
 */
export async function loadContent(root: string, tree = root): Promise<LoadedContent> {
  const startedAt = Date.now();
  const { build } = await import('esbuild');
  const result = await build({
    stdin: {
      contents:
        "export { content } from './scripts/content.ts'; export { environments } from './environments.ts';",
      resolveDir: tree,
      sourcefile: 'preview-content.ts',
      loader: 'ts',
    },
    absWorkingDir: tree,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    metafile: true,
    write: false,
    logLevel: 'silent',
    // A name that its module does not export would be undefined, and throw somewhere else.
    logOverride: { 'import-is-undefined': 'error' },
    outfile: 'content.mjs',
  }).catch((error: BuildFailure) => {
    throw new ContentBuildError(
      error.errors.map(buildErrorOf),
      error.errors.flatMap(({ location }) => (location ? [path.resolve(tree, location.file)] : [])),
    );
  });
  const inputs = Object.keys(result.metafile.inputs)
    .map((file) => path.resolve(tree, file))
    .filter((file) => existsSync(file));
  const folder = path.join(root, 'node_modules/.cache/preview');
  const file = path.join(folder, `content-${process.pid}-${++loads}.mjs`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, result.outputFiles[0]?.contents ?? '');
  try {
    const loaded = (await import(pathToFileURL(file).href)) as {
      content: Content;
      environments: unknown;
    };
    return { ...loaded, inputs, startedAt };
  } catch (error) {
    throw new ContentBuildError([thrownError(error, tree)], inputs);
  } finally {
    await rm(file, { force: true });
  }
}

const buildErrorOf = ({ text, location }: Message): BuildError => ({
  text,
  ...(location && {
    file: location.file,
    line: location.line,
    column: location.column + 1,
    lineText: location.lineText,
    length: location.length,
  }),
});

/** The place in the content where something was thrown, with its line, as far as the stack tells. */
export function thrownError(error: unknown, tree: string): BuildError {
  const known = error instanceof Error ? error : new Error(String(error));
  const [, named, line, column] =
    /\n\s+at .*?((?:alerts|dashboards|datasources|telemetry)[^():]*|environments\.ts):(\d+):(\d+)/.exec(
      known.stack ?? '',
    ) ?? [];
  if (named === undefined) return { text: known.message };
  const file = path.resolve(tree, named);
  const lineText = existsSync(file)
    ? readFileSync(file, 'utf8').split('\n')[Number(line) - 1]
    : undefined;
  return {
    text: known.message,
    file: path.relative(tree, file),
    line: Number(line),
    column: Number(column),
    ...(lineText !== undefined && { lineText }),
  };
}
