import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';

const run = promisify(execFile);

const git = async (root: string, ...args: string[]): Promise<string> =>
  (await run('git', ['-C', root, ...args], { maxBuffer: 64 * 1024 * 1024 })).stdout.trim();

/** Checks a commit out into a folder of its own for as long as `use` runs. @throws UserError when the commit is not there. */
export async function withBaseTree<T>(
  root: string,
  ref: string,
  use: (tree: string, commit: string) => Promise<T>,
): Promise<T> {
  const commit = await commitOf(root, ref);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'preview-base-'));
  const tree = path.join(folder, 'tree');
  await git(root, 'worktree', 'add', '--detach', '--quiet', tree, commit);
  try {
    return await use(tree, commit);
  } finally {
    await git(root, 'worktree', 'remove', '--force', tree).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}

async function commitOf(root: string, ref: string): Promise<string> {
  // A ref that looks like an option would be one.
  const usable = /^[\w@{}^~./:+-]+$/.test(ref) && !ref.startsWith('-');
  try {
    if (!usable) throw new Error('not a ref');
    return await git(
      root,
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${ref}^{commit}`,
    );
  } catch {
    const shallow = await git(root, 'rev-parse', '--is-shallow-repository').catch(() => 'false');
    throw new UserError(`git does not know the commit "${ref}" here.`, {
      exitCode: ExitCode.Usage,
      details:
        shallow === 'true' ? ['This is a shallow clone: it has only the newest commits.'] : [],
      suggestions:
        shallow === 'true'
          ? [['git fetch --unshallow origin', 'or fetch-depth: 0 in actions/checkout']]
          : [['git fetch origin', 'then try again'], 'npm run preview -- --base HEAD~1'],
    });
  }
}

/** The commit that is checked out, abbreviated, with `-dirty` when files differ from it; empty outside a repository. */
export const headCommit = (root: string): Promise<string> =>
  git(root, 'describe', '--always', '--dirty', '--abbrev=7', '--exclude=*').catch(() => '');
