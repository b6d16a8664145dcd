import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../cli/make-folder.ts';
import { UserError } from '../../cli/user-error.ts';
import { unwritable } from './journal.ts';

const FILE = 'running.json';

/** Who works in a data folder. The file tells other commands where to find the workspace, too. */
export interface Holder {
  readonly pid: number;
  /** When the process started, in ticks since the machine did: a pid is used again one day. Absent where the system does not say. */
  readonly startTime?: string;
  readonly command: string;
  readonly since: string;
  /** Absent until it listens. */
  readonly url?: string;
  readonly grafana?: string;
  readonly workspaceId?: string;
}

export interface Lock {
  /** Tells others where the workspace listens. */
  announce(where: Pick<Holder, 'url' | 'grafana' | 'workspaceId'>): void;
  release(): void;
}

/** Takes a data folder, which is made if it is not there. Throws a UserError that names the holder when another process has it. */
export function lockFolder(directory: string): Lock {
  const file = path.join(directory, FILE);
  const own = describeSelf();
  const temporary = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    makeFolder(directory);
    writeFileSync(temporary, JSON.stringify(own));
  } catch (error) {
    throw unwritable(directory, error);
  }
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        // A link is made whole or not at all, and never over another one.
        linkSync(temporary, file);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(directory, error);
        const holder = readHolder(directory);
        if ((holder && isAlive(holder)) || attempt > 4) throw heldBy(directory, holder);
        removeStale(file, holder);
      }
    }
  } finally {
    rmSync(temporary, { force: true });
  }
  return {
    announce(where) {
      writeFileSync(temporary, JSON.stringify({ ...own, ...where }));
      renameSync(temporary, file);
    },
    release() {
      if (readHolder(directory)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/** The process that works in a folder, dead or alive. */
export function readHolder(directory: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path.join(directory, FILE), 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether the process that took the lock still runs: the same pid, and not another process that got it later. */
export function isAlive({ pid, startTime }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startTimeOf(pid);
  return startTime === undefined || now === undefined || now === startTime;
}

/** Puts a dead process's lock aside; another process that does the same at this moment must not lose its fresh one. */
function removeStale(file: string, stale: Holder | undefined): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = readText(aside);
  if (stale && taken !== undefined && taken !== JSON.stringify(stale)) {
    try {
      linkSync(aside, file);
    } catch {
      // Somebody has the lock by now: that is all we want to keep.
    }
  }
  rmSync(aside, { force: true });
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function describeSelf(): Holder {
  const startTime = startTimeOf(process.pid);
  return {
    pid: process.pid,
    ...(startTime === undefined ? {} : { startTime }),
    command: process.env['npm_lifecycle_event']
      ? `npm run ${process.env['npm_lifecycle_event']}`
      : process.argv
          .slice(1)
          .map((part) => path.relative(process.cwd(), part) || part)
          .join(' '),
    since: new Date().toISOString(),
  };
}

/** Field 22 of /proc/<pid>/stat; the name before it may hold blanks and brackets. */
function startTimeOf(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

export function heldBy(directory: string, holder: Holder | undefined): UserError {
  const who = holder ? `process ${holder.pid} (${holder.command})` : 'another process';
  return new UserError(`The data folder ${directory} is held by ${who}.`, {
    details: [
      'Two processes must not write one folder.',
      ...(holder?.url ? [`It listens on ${holder.url} since ${holder.since}.`] : []),
    ],
    suggestions: [
      ['npm run local -- --data .local-2', 'work in another folder'],
      ...(holder ? [[`kill ${holder.pid}`, 'stop the other one'] as const] : []),
    ],
  });
}
