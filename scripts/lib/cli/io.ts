import { withoutSecrets } from './secrets.ts';

/** Where a command's output goes: results to `out`, everything else to `err`. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** A person watches stderr: progress may redraw. False in a pipe and with CI=true. */
  readonly interactive: boolean;
  /** Questions can be asked: stdin and stderr are terminals. */
  readonly canAsk: boolean;
  /** Colour is wanted on stdout (NO_COLOR and FORCE_COLOR honoured). */
  readonly color: boolean;
  /** Columns to write for; 100 where nobody says. */
  readonly columns: number;
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

export function processIo(signal: AbortSignal): Io {
  const { env, stdin, stdout, stderr } = process;
  const ci = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
  const color =
    env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== ''
      ? false
      : env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0'
        ? true
        : stdout.isTTY === true && env['TERM'] !== 'dumb';
  return {
    out: (text) => void stdout.write(withoutSecrets(text)),
    err: (text) => void stderr.write(withoutSecrets(text)),
    interactive: stderr.isTTY === true && !ci && env['TERM'] !== 'dumb',
    canAsk: stdin.isTTY === true && stderr.isTTY === true && !ci,
    color,
    columns: stdout.isTTY === true ? stdout.columns : 100,
    signal,
  };
}
