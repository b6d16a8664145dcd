import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** The lines that differ between two JSON documents with three lines around them, as git writes it; empty when they are equal. */
export async function jsonDiff(before: unknown, after: unknown): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'preview-diff-'));
  try {
    const text = (value: unknown): string =>
      value === undefined ? '' : `${JSON.stringify(value, undefined, 2)}\n`;
    await writeFile(path.join(folder, 'before.json'), text(before));
    await writeFile(path.join(folder, 'after.json'), text(after));
    return await new Promise((resolve, reject) => {
      execFile(
        'git',
        [
          'diff',
          '--no-index',
          '--no-color',
          '--no-ext-diff',
          '--unified=3',
          'before.json',
          'after.json',
        ],
        { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout) => {
          // git ends with 1 when the files differ.
          if (error && error.code !== 1) reject(error);
          else resolve(stdout.split('\n').slice(4).join('\n'));
        },
      );
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
