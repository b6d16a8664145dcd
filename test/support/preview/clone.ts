import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A clone of a bare repository as a runner has it: `origin/main` is the base, and the head changes one panel's title. */
export interface Clone {
  /** Holds the clone and what a test writes beside it. */
  readonly folder: string;
  readonly directory: string;
  git(...args: string[]): string;
  /** Runs a step's script as the runner's bash does. */
  run(
    script: string | undefined,
    env?: Record<string, string>,
  ): Promise<{ code: number; out: string }>;
  remove(): void;
}

const KEPT = ['scripts', 'alerts', 'dashboards', 'datasources', 'telemetry', 'preview'];
const SKIPPED = new Set(['preview/node_modules', 'preview/dist']);

/** Makes the repository from this work tree, with a head that gives the panel "Routes" the title `Routes <img src=x>`. */
export function makeClone(): Clone {
  const folder = mkdtempSync(path.join(tmpdir(), 'preview-workflow-'));
  const [author, origin] = [path.join(folder, 'author'), path.join(folder, 'origin.git')];
  const directory = path.join(folder, 'clone');
  for (const name of [...KEPT, 'environments.ts', 'package.json', '.gitignore'])
    cpSync(name, path.join(author, name), {
      recursive: true,
      filter: (source) => !SKIPPED.has(source),
    });
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
  git(author, 'init', '--quiet', '--initial-branch=main');
  git(author, 'add', '.');
  git(author, 'commit', '--quiet', '-m', 'base');
  git(author, 'push', '--quiet', origin, 'main');
  git(author, 'checkout', '--quiet', '-b', 'change');
  const file = path.join(author, 'dashboards/panels/traffic.ts');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replace("'Routes'", "'Routes <img src=x>'"));
  git(author, 'commit', '--quiet', '-am', 'head');
  git(author, 'push', '--quiet', origin, 'change');
  execFileSync('git', ['clone', '--quiet', '--branch=change', origin, directory]);
  for (const name of ['node_modules', 'preview/node_modules', 'preview/dist'])
    if (existsSync(name)) symlinkSync(path.resolve(name), path.join(directory, name));
  return {
    folder,
    directory,
    git: (...args) => git(directory, ...args),
    run: (script, env = {}) => runIn(directory, script, env),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

const git = (directory: string, ...args: string[]): string =>
  execFileSync(
    'git',
    ['-C', directory, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args],
    { encoding: 'utf8' },
  ).trim();

const runIn = (
  cwd: string,
  script: string | undefined,
  env: Record<string, string>,
): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const child = spawn('bash', ['-eo', 'pipefail', '-c', script ?? 'exit 99'], {
      cwd,
      env: { ...process.env, ...env },
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('close', (code) => resolve({ code: code ?? -1, out }));
  });
