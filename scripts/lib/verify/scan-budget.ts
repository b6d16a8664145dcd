import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';

const UNITS: Record<string, number> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** `1GB`, `500 MB` in bytes. @throws UserError */
export function parseBytes(text: string): number {
  const [, number = '', unit = 'b'] = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?b)?\s*$/i.exec(text) ?? [];
  const bytes = Number(number) * (UNITS[unit.toLowerCase()] ?? 1);
  if (number === '' || !Number.isFinite(bytes))
    throw new UserError(`"${text}" is no size.`, {
      exitCode: ExitCode.Usage,
      suggestions: [['npm run verify -- --max-scan 1GB', 'B, KB, MB, GB or TB']],
    });
  return bytes;
}

/**
 * Bytes that log queries may scan in all. A query scans all of its groups in its span, whatever it filters: what one has
 * scanned is the forecast for the next one over the same groups, and a query that would not fit is not started.
 */
export class ScanBudget {
  readonly limit: number;
  private used = 0;
  private readonly perMillisecond = new Map<string, number>();

  constructor(limit: number) {
    this.limit = limit;
  }

  get left(): number {
    return Math.max(0, this.limit - this.used);
  }

  /** Bytes that a query will scan; undefined before the first one over these groups. */
  forecast(groups: readonly string[], spanMs: number): number | undefined {
    const rate = this.perMillisecond.get(groups.join('\n'));
    return rate === undefined ? undefined : rate * spanMs;
  }

  /** Counts what a query has scanned; `isWhole`: to its end, so that it tells about the next one. */
  spend(bytes: number, groups: readonly string[], spanMs: number, isWhole: boolean): void {
    this.used += bytes;
    if (isWhole && spanMs > 0) this.perMillisecond.set(groups.join('\n'), bytes / spanMs);
  }
}
