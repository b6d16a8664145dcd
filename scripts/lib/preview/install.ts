import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Io } from '../cli/io.ts';
import { UserError } from '../cli/user-error.ts';

/** The page's packages are there, in the versions that this commit names: after a `git pull` they may be those of an older one. */
export function isInstalled(root: string): boolean {
  const preview = path.join(root, 'preview');
  const { dependencies } = read(path.join(preview, 'package.json')) as Manifest;
  return Object.entries(dependencies ?? {}).every(([name, wanted]) => {
    const file = path.join(preview, 'node_modules', name, 'package.json');
    return (
      existsSync(file) &&
      (wanted.startsWith('file:') || (read(file) as Manifest).version === wanted)
    );
  });
}

interface Manifest {
  readonly version?: string;
  /** Versions, not ranges; a folder of this repository is named by `file:`. */
  readonly dependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Throws when the page's packages are not there. */
export function requireInstalled(root: string): void {
  if (!isInstalled(root))
    throw new UserError(
      'the packages of the preview page are not installed, or are those of another commit (publishing does not need them).',
      {
        suggestions: [['npm ci --prefix preview', 'about 300 MB, once']],
      },
    );
}

/** Installs the page's packages when they are missing or others, and says so: they are ten times what publishing needs. */
export async function ensureInstalled(root: string, io: Pick<Io, 'err' | 'signal'>): Promise<void> {
  if (isInstalled(root)) return;
  io.err(
    'The preview page needs packages of its own (about 300 MB, once): npm ci --prefix preview\n',
  );
  await new Promise<void>((resolve, reject) => {
    const npm = spawn(
      'npm',
      ['ci', '--prefix', path.join(root, 'preview'), '--no-fund', '--no-audit'],
      { stdio: ['ignore', 'ignore', 'inherit'], signal: io.signal },
    );
    npm.on('error', reject);
    npm.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(
            new UserError(`npm ci --prefix preview ended with status ${code}.`, {
              suggestions: ['npm ci --prefix preview'],
            }),
          ),
    );
  });
}

/** Loads a package of preview/node_modules, such as playwright-core. */
export function requirePreview(root: string, name: string): unknown {
  return createRequire(path.join(root, 'preview/package.json'))(name);
}

/** The same of a package that is an ES module. */
export async function importPreview(root: string, name: string): Promise<unknown> {
  const file = createRequire(path.join(root, 'preview/package.json')).resolve(name);
  return import(pathToFileURL(file).href);
}
