import { execFile } from 'node:child_process';

/** What stands for a commit outside a git work tree: in messages of versions, which have to name one. */
export const NO_COMMIT = 'unknown';

/** The commit that the code is at, as far as git knows. */
export interface Commit {
  /** Abbreviated; with `-dirty` when the work tree has changes; `unknown` outside a git work tree. */
  readonly id: string;
  readonly author?: string;
  readonly subject?: string;
  /** Page of the commit, where the remote is a well-known forge. */
  readonly link?: string;
}

/** Asks git, all at once; never fails: a publish from an unpacked archive is a publish, too. */
export async function currentCommit(): Promise<Commit> {
  const [log, status, remote] = await Promise.all([
    git('log', '-1', '--format=%h%n%H%n%an%n%s'),
    git('status', '--porcelain', '--untracked-files=no'),
    git('remote', 'get-url', 'origin'),
  ]);
  const [short, long = '', author = '', subject = ''] = log?.trimEnd().split('\n') ?? [];
  if (!short) return { id: NO_COMMIT };
  const link = remote === undefined ? undefined : linkTo(remote.trim(), long);
  return {
    id: status?.trim() ? `${short}-dirty` : short,
    author,
    subject,
    ...(link !== undefined && { link }),
  };
}

/** `git@github.com:owner/name.git` or `https://…` as the address of a commit's page; never with a user or password in it. */
function linkTo(remote: string, commit: string): string | undefined {
  const match = /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+)[:/](.+?)(?:\.git)?$/.exec(
    remote,
  );
  return match && /^(github|gitlab)\./.test(match[1] ?? '')
    ? `https://${match[1]}/${match[2]}/commit/${commit}`
    : undefined;
}

async function git(...args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', [...args], { encoding: 'utf8' }, (error, stdout) =>
      resolve(error ? undefined : stdout),
    );
  });
}
