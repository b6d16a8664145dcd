/**
 * Which step Grafana's Prometheus source takes, and what its variables stand for: pkg/promlib/models/query.go and
 * pkg/promlib/intervalv2 of Grafana 12. Milliseconds throughout.
 */

/** More points than this a query is not asked for, whatever the panel wants. */
const SAFE_RESOLUTION = 11_000;
const DEFAULT_MAX_DATA_POINTS = 1_500;

export interface StepInput {
  readonly from: number;
  readonly to: number;
  readonly maxDataPoints: number;
  /** As the page has calculated it; 0: not at all. */
  readonly intervalMs: number;
  /** The target's own least step, such as `1m`; may be a variable. */
  readonly interval?: string;
  readonly intervalFactor?: number;
  /** The source's scrape interval. */
  readonly scrapeInterval: number;
}

const RATE_INTERVAL = /^\$(?:__rate_interval|\{__rate_interval\})$/;
const isVariable = (text: string): boolean => text.startsWith('$');

export function stepOf(input: StepInput): number {
  const { from, to, maxDataPoints, intervalMs, interval = '', scrapeInterval } = input;
  const own = ownInterval(interval);
  const least = own === '' ? (intervalMs === 0 ? scrapeInterval : intervalMs) : millisecondsOf(own);
  const spread = (points: number): number => roundInterval((to - from) / points);
  const calculated = Math.max(least, (to - from) / (maxDataPoints || DEFAULT_MAX_DATA_POINTS));
  const chosen = calculated === least ? least : roundInterval(calculated);
  const step = Math.max(chosen, spread(SAFE_RESOLUTION));
  if (RATE_INTERVAL.test(interval)) return rateIntervalOf(step, leastStepOf(input));
  return step * (input.intervalFactor || 1);
}

const ownInterval = (text = ''): string => (isVariable(text) || text === '0s' ? '' : text);

/** What `$__rate_interval` counts as a scrape: the target's own least step, else the source's interval. */
function leastStepOf({ interval, scrapeInterval }: StepInput): number {
  const own = ownInterval(interval);
  return own === '' ? scrapeInterval : millisecondsOf(own);
}

/** At least four scrapes, so that a rate survives a lost one. */
export const rateIntervalOf = (step: number, scrapeInterval: number): number =>
  Math.max(step + scrapeInterval, 4 * scrapeInterval);

/** `90s`, `1m30s`, `1h`, `2d`, `1w`, `1y`, `500ms`; a bare number means seconds. */
export function millisecondsOf(text: string): number {
  if (/^>?\d+$/.test(text)) return Number(text.replace('>', '')) * 1000;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwMy])/g))
    sum += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  return sum;
}

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

/** Upper limits and the round interval below them (grafana-plugin-sdk-go, backend/gtime). */
const ROUND: readonly (readonly [below: number, interval: number])[] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1_500, 1_000],
  [3_500, 2_000],
  [7_500, 5_000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
  [604_800_000, 86_400_000],
  [1_814_400_000, 604_800_000],
  [3_628_800_000, 2_592_000_000],
];

const roundInterval = (interval: number): number =>
  ROUND.find(([below]) => interval < below)?.[1] ?? 31_536_000_000;

/** `1h2m3s`, as Go writes a duration: `1m0s`, `500ms`. */
export function goDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds}ms`;
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor((milliseconds % 3_600_000) / 60_000);
  const seconds = (milliseconds % 60_000) / 1000;
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}

/** The largest unit that divides it, as `$__interval` shows it: `1m`, `90s`, `500ms`. */
function shortDuration(milliseconds: number): string {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const size = UNITS[unit] ?? 1;
    if (milliseconds % size === 0) return `${milliseconds / size}${unit}`;
  }
  return `${milliseconds}ms`;
}

/** Replaces Grafana's own variables in an expression, in both of their spellings. */
export function withVariables(expr: string, step: number, input: StepInput): string {
  const rate = rateIntervalOf(step, leastStepOf(input));
  const range = input.to - input.from;
  const values: Record<string, string> = {
    __interval: shortDuration(step),
    __interval_ms: String(step),
    __range: `${Math.round(range / 1000)}s`,
    __range_s: String(Math.round(range / 1000)),
    __range_ms: String(range),
    __rate_interval: goDuration(rate),
    __rate_interval_ms: String(rate),
  };
  return expr.replace(
    /\$(?:(__\w+)|\{(__\w+)\})/g,
    (text, bare: string | undefined, braced: string | undefined) =>
      values[bare ?? braced ?? ''] ?? text,
  );
}
