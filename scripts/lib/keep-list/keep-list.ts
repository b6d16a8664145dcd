import { anchored } from '../queries/promql/anchored.ts';
import { nearest } from '../text/nearest.ts';
import { askedBy } from './asked.ts';
import type { UsedExpression } from './queries.ts';

/** Samples of one series in 30 days, scraped every 20 s. */
export const SAMPLES_PER_SERIES_AND_MONTH = (30 * 24 * 3600) / 20;

export interface Kept {
  readonly metric: string;
  /** Who looks at it. */
  readonly because: readonly { readonly uid: string; readonly where: string }[];
}

export interface KeepList {
  readonly metrics: readonly Kept[];
  /** Expressions that could not be analysed, or whose metric a variable decides: nothing may be dropped while there are any. */
  readonly unanalysed: readonly {
    readonly uid: string;
    readonly where: string;
    readonly expression: string;
    readonly reason: string;
  }[];
  /** Names that a query asks for and no part of the stack emits. */
  readonly unknown: readonly {
    readonly metric: string;
    readonly nearest?: string;
    readonly because: Kept['because'];
  }[];
}

/** The metrics that somebody looks at, each with who does. `emitted` are all names that the stack can bring into the store. */
export function keepListOf(uses: readonly UsedExpression[], emitted: readonly string[]): KeepList {
  const because = new Map<string, { uid: string; where: string }[]>();
  const unknown = new Map<string, { uid: string; where: string }[]>();
  const unanalysed: KeepList['unanalysed'][number][] = [];
  const note = (map: typeof because, metric: string, { uid, where }: UsedExpression): void => {
    const list = map.get(metric) ?? [];
    if (!list.some((one) => one.uid === uid && one.where === where)) list.push({ uid, where });
    map.set(metric, list);
  };

  for (const use of uses) {
    const asked = askedBy(use.expression, use.numbers);
    const everything =
      'patterns' in asked && asked.patterns.some((pattern) => matchesAll(pattern, emitted));
    if ('reason' in asked || everything) {
      const reason = 'reason' in asked ? asked.reason : 'it asks for every metric';
      unanalysed.push({ uid: use.uid, where: use.where, expression: use.expression, reason });
      continue;
    }
    const { names, patterns } = asked;
    for (const name of names) note(emitted.includes(name) ? because : unknown, name, use);
    for (const pattern of patterns) {
      const regex = anchored(pattern);
      const matching = regex ? emitted.filter((name) => regex.test(name)) : [];
      if (matching.length === 0) note(unknown, pattern, use);
      for (const name of matching) note(because, name, use);
    }
  }
  return {
    metrics: [...because]
      .map(([metric, list]) => ({ metric, because: list }))
      .toSorted((a, b) => (a.metric < b.metric ? -1 : 1)),
    unanalysed,
    unknown: [...unknown].map(([metric, list]) => {
      const close = nearest(metric, emitted);
      return { metric, ...(close !== undefined && { nearest: close }), because: list };
    }),
  };
}

const matchesAll = (pattern: string, emitted: readonly string[]): boolean => {
  const regex = anchored(pattern);
  return regex !== undefined && emitted.length > 1 && emitted.every((name) => regex.test(name));
};

/** Series and samples of one task, before and after only what is looked at is sent. */
export function estimate(
  kept: readonly string[],
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
) {
  // Histogram parts stay together; what the scrape itself makes cannot be dropped.
  const families = new Set(kept.map(familyOf));
  const stays = (name: string): boolean =>
    families.has(familyOf(name)) || /^(up|target_info|scrape_\w+)$/.test(name);
  const sum = (series: Readonly<Record<string, number>>, keep: (name: string) => boolean): number =>
    Object.entries(series).reduce((total, [name, count]) => total + (keep(name) ? count : 0), 0);
  const [all, some] = [sum(before, () => true), sum(after, stays)];
  return {
    seriesPerTask: { before: all, after: some },
    samplesPerTaskAndMonth: {
      before: all * SAMPLES_PER_SERIES_AND_MONTH,
      after: some * SAMPLES_PER_SERIES_AND_MONTH,
    },
  };
}

const familyOf = (name: string): string => name.replace(/_(bucket|sum|count)$/, '');
