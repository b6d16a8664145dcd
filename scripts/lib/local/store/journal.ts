import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { UserError } from '../../cli/user-error.ts';
import type { Keeper, Store } from './store.ts';
import type { Change } from './table.ts';

const FILE = 'journal.jsonl';
const HEADER = '{"format":"todo-observability local workspace","version":1}\n';
/** A journal that is this many times larger than what it says is written anew when it is opened. */
const SLACK = 2;

/**
 * Keeps a store in a folder: a file of lines, each holding what one request changed. A line is on disk before the
 * request is answered; a line that was cut off by a crash is as if the request had never come.
 */
export function openJournal(directory: string, store: Store): void {
  const file = path.join(directory, FILE);
  const known = existsSync(file) ? replayed(file, store) : { lines: 0, end: 0 };
  const snapshot = [...store.snapshot()];
  try {
    if (known.end === 0 || known.lines > SLACK * snapshot.length + 100) rewrite(file, snapshot);
    else truncate(file, known.end);
    store.keepWith(appender(file));
  } catch (error) {
    throw unwritable(directory, error);
  }
}

/** Reads every whole line into the store. `end` is where the last of them ends. */
function replayed(file: string, store: Store): { lines: number; end: number } {
  const text = readFileSync(file);
  let start = text.indexOf(10) + 1;
  if (start === 0) return { lines: 0, end: 0 };
  if (text.subarray(0, start).toString() !== HEADER)
    throw new UserError(`${file} is no journal of a local workspace, or one of another version.`, {
      suggestions: [[`rm -r ${path.dirname(file)}`, 'start again with an empty workspace']],
    });
  let lines = 0;
  for (;;) {
    const end = text.indexOf(10, start);
    if (end < 0) return { lines, end: start };
    try {
      store.replay(JSON.parse(text.subarray(start, end).toString()) as Change[]);
    } catch {
      throw new UserError(`${file} is damaged at line ${lines + 2}.`, {
        suggestions: [[`rm -r ${path.dirname(file)}`, 'start again with an empty workspace']],
      });
    }
    lines++;
    start = end + 1;
  }
}

/** Writes the shortest journal that says the same beside the old one, and puts it in its place in one step. */
function rewrite(file: string, changes: readonly Change[]): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, 'w');
    try {
      writeSync(descriptor, HEADER);
      for (const change of changes) writeSync(descriptor, `${JSON.stringify([change])}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
    syncDirectory(path.dirname(file));
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Makes a rename last: on some systems a folder cannot be opened, and needs no such thing. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function truncate(file: string, end: number): void {
  const descriptor = openSync(file, 'r+');
  try {
    ftruncateSync(descriptor, end);
  } finally {
    closeSync(descriptor);
  }
}

function appender(file: string): Keeper {
  const descriptor = openSync(file, 'r+');
  let end = readFileSync(file).length;
  return {
    append(changes) {
      const line = Buffer.from(`${JSON.stringify(changes)}\n`);
      try {
        for (let written = 0; written < line.length;)
          written += writeSync(descriptor, line, written, line.length - written, end + written);
        fdatasyncSync(descriptor);
      } catch (error) {
        ftruncateSync(descriptor, end);
        throw unwritable(path.dirname(file), error);
      }
      end += line.length;
    },
    close: () => closeSync(descriptor),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
};

/** The error of a folder that cannot be written. Nothing of the request was kept. */
export function unwritable(directory: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new UserError(`The local workspace cannot keep its data in ${directory}.`, {
    details: [REASONS[code ?? ''] ?? message],
    suggestions: [
      ['npm run local -- --data /another/folder', 'keep the data elsewhere'],
      [`df -h ${directory}`, 'see how full the disk is'],
    ],
    cause: error,
  });
}
