import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Whether the source at a commit names a uid as a text of its own; undefined outside a work tree, or when the commit is
 * not in it. Tells a dashboard that was deleted in Grafana from one that the code has gained since.
 */
export async function namedInSourceAt(commit: string, uid: string): Promise<boolean | undefined> {
  const [hash] = /^[0-9a-f]{7,40}/.exec(commit) ?? [];
  if (hash === undefined) return undefined;
  try {
    await run('git', ['cat-file', '-e', `${hash}^{commit}`]);
    await run('git', ['grep', '-qE', `['"\`]${uid}['"\`]`, hash, '--', '*.ts']);
    return true;
  } catch (error) {
    // git grep ends with 1 when there is no match; anything else means that it could not look.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const lookedFor =
      error instanceof Error && 'cmd' in error && String(error.cmd).includes(' grep ');
    return code === 1 && lookedFor ? false : undefined;
  }
}
