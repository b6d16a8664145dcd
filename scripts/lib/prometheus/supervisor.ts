import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { UserError } from '../cli/user-error.ts';

/**
 * Runs a program under a shell that outlives this process: when our end of its stdin closes, however we died, it ends the
 * program and removes the folder. In a process group of its own, so that Ctrl-C reaches us alone and we decide.
 */
const SCRIPT = `
folder=$1; shift
# The shell's own words ("Terminated") must not go into a pipe that nobody holds any more: it would die of it.
exec 3<&0 4>&2 2>/dev/null
"$@" </dev/null 3<&- 2>&4 4>&- &
child=$!
exec 4>&-
trap 'kill $child' TERM INT HUP
( cat <&3 >/dev/null; kill $child ) &
wait $child
code=$?
while kill -0 $child; do wait $child; code=$?; done
rm -rf "$folder"
exit $code
`;

/** A Prometheus that is starting or running. */
export interface Supervised {
  /** Its URL, once it answers. @throws UserError with its last words when it ends, or is not ready in `patience` milliseconds. */
  ready(patience: number, port: number): Promise<string>;
  /** Ends it; resolves when it and its folder are gone. */
  stop(): Promise<void>;
}

export function supervise(folder: string, binary: string, flags: readonly string[]): Supervised {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', folder, binary, ...flags], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  const log: string[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.push(line);
    if (log.length > 400) log.shift();
    for (const listener of listeners) listener();
  });
  // The shell may be gone before it was told to go.
  child.stdin.on('error', () => undefined);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    ready: (patience, port) =>
      becomeReady(child, exited, log, listeners, { binary, patience, port }),
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

interface Start {
  readonly binary: string;
  readonly patience: number;
  readonly port: number;
}

async function becomeReady(
  child: ChildProcess,
  exited: Promise<void>,
  log: readonly string[],
  listeners: Set<() => void>,
  start: Start,
): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  // The two lines come in either order: they are written by different threads.
  const seen = new Promise<'ready'>((resolve) => {
    const look = (): void => {
      if (log.some((line) => line.includes('Server is ready to receive')) && addressIn(log))
        resolve('ready');
    };
    listeners.add(look);
    look();
  });
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), start.patience);
  });
  const outcome = await Promise.race([seen, late, exited.then(() => 'exited' as const)]);
  clearTimeout(timer);
  listeners.clear();
  if (outcome === 'late')
    throw new UserError(`Prometheus was not ready within ${start.patience / 1000} s.`, {
      details: [`program: ${start.binary}`, ...lastWords(log)],
    });
  const address = addressIn(log);
  if (outcome === 'exited' || address === undefined) throw didNotStart(child, log, start);
  return `http://${address}`;
}

const addressIn = (log: readonly string[]): string | undefined =>
  log.map((line) => /Listening on" address=(\S+)/.exec(line)?.[1]).find(Boolean);

function didNotStart(child: ChildProcess, log: readonly string[], start: Start): UserError {
  const text = log.join('\n');
  const details = [`program: ${start.binary}`, ...lastWords(log)];
  if (text.includes('address already in use'))
    return new UserError(`Prometheus did not start: port ${start.port} is taken.`, {
      details,
      suggestions: [[`ss -ltnp 'sport = :${start.port}'`, 'shows who has it']],
    });
  const corrupt = /corrupted block (\w+)/.exec(text)?.[1];
  if (corrupt !== undefined)
    return new UserError(`Prometheus did not start: the block ${corrupt} is corrupt.`, { details });
  if (!text.includes('Starting Prometheus Server'))
    return new UserError(`${start.binary} is not a Prometheus 2 or 3: it did not start as one.`, {
      details,
      suggestions: [[`${start.binary} --version`, 'says what it is']],
    });
  return new UserError(
    child.signalCode === null
      ? 'Prometheus ended before it was ready.'
      : `Prometheus was ended by ${child.signalCode} before it was ready.`,
    { details },
  );
}

/** The errors that it logged, or else its last lines. */
function lastWords(log: readonly string[]): string[] {
  const errors = log.filter((line) => /level=(error|ERROR)|^prometheus: error/.test(line));
  return (errors.length > 0 ? errors : log.slice(-3)).slice(-3).map((line) => {
    const message = /(?:err|msg)="([^]*?)"(?: |$)/.exec(line.replace(/^.*?level=\w+ /, ''))?.[1];
    return message ?? line;
  });
}
