import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import type { Span } from './outcome.ts';

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

/** A log query may scan this many times what the busiest sample of its groups foretells. */
export const MARGIN = 3;

/** What is known of some log groups. */
interface Seen {
  /** Bytes that a query over a whole span has scanned, which the next one over it scans, too: what it filters makes no difference. */
  readonly whole: Map<string, number>;
  /** Of the busiest part that was looked at, bytes a millisecond. */
  busiest: number;
  parts: number;
}

/**
 * Bytes that log queries may scan in all. Nothing is started that could pass it: the first query over some groups and a
 * span must fit as if all of the span were MARGIN times as busy as its busiest sample; the next ones scan what it has.
 */
export class ScanBudget {
  readonly limit: number;
  private used = 0;
  private readonly seen = new Map<string, Seen>();

  constructor(limit: number) {
    this.limit = limit;
  }

  get left(): number {
    return Math.max(0, this.limit - this.used);
  }

  /** Bytes that were scanned so far. */
  get spent(): number {
    return this.used;
  }

  /** Parts of these groups that were looked at to their end. */
  partsSeen(groups: readonly string[]): number {
    return this.of(groups).parts;
  }

  /** A query over these groups and this span has run: the next one scans as much. */
  isKnown(groups: readonly string[], span: Span): boolean {
    return this.of(groups).whole.has(keyOf(span));
  }

  /** The most that a query will scan; undefined while nothing is known of these groups. */
  most(groups: readonly string[], span: Span): number | undefined {
    const { whole, busiest, parts } = this.of(groups);
    const known = whole.get(keyOf(span));
    if (known !== undefined) return known;
    return parts === 0 ? undefined : busiest * MARGIN * (span.to - span.from);
  }

  /** Counts what a query has scanned; `isWhole`: to its end, so that it tells about the next one. */
  spend(bytes: number, groups: readonly string[], span: Span, isWhole: boolean): void {
    this.used += bytes;
    if (!isWhole) return;
    const seen = this.of(groups);
    seen.whole.set(keyOf(span), bytes);
    seen.busiest = Math.max(seen.busiest, bytes / Math.max(1, span.to - span.from));
    seen.parts++;
  }

  private of(groups: readonly string[]): Seen {
    const key = groups.join('\n');
    const seen = this.seen.get(key) ?? { whole: new Map(), busiest: 0, parts: 0 };
    this.seen.set(key, seen);
    return seen;
  }
}

const keyOf = ({ from, to }: Span): string => `${from}-${to}`;
