import type { Request } from '../../request.ts';
import { resourcesAt, type TaskResources } from '../../resources.ts';
import { newestSample, rangeOver, spansSeen, type Moment, type Range } from './moment.ts';
import {
  countOver,
  exactly,
  oneBucket,
  onePoint,
  percent,
  plusMinus,
  type Tolerance,
} from './tolerance.ts';
import { visibleTo, type Metric } from './visible.ts';

/** What a figure of the first screen has to be. */
export interface FigureRule {
  readonly panel: string;
  /** The name of its series, as the legend has it. */
  readonly series: string;
  readonly unit: 'share' | 's' | '/s' | 'x' | 'count';
  /** `moments`: each of the last minutes on its own; `mean` of them. Where absent the newest one. */
  readonly reading?: 'moments' | 'mean' | 'sum';
  readonly tolerance: (moment: Moment) => Tolerance;
  /** undefined: there must be no figure. */
  readonly truth: (moment: Moment) => Range | undefined;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** `$__rate_interval`: four scrapes. */
const RATE = 80_000;
/** The mean of a line is taken over the last minutes before a moment. */
export const MEAN_OF = 5 * MINUTE;

const isFailure = ({ status }: Request): boolean => status >= 500;
const isRefused = ({ status }: Request): boolean => status >= 400 && status < 500;
const all = (): boolean => true;

type Which = (request: Request) => boolean;

/** Which part of the requests of a window are such ones: of all of them, and of those that a rate can see. */
const shareOf =
  (
    part: Which,
    window: number | ((moment: Moment) => number),
    { whole = all, metric = 'counter' }: { whole?: Which; metric?: Metric } = {},
  ) =>
  (moment: Moment): Range | undefined => {
    const { truth } = moment.app;
    const spans = spansSeen(moment, typeof window === 'number' ? window : window(moment));
    const share = (seen: Which) =>
      rangeOver(spans, ({ from, to }) => {
        const requests = truth.endedBetween(from, to).filter((r) => whole(r) && seen(r));
        return requests.filter((r) => part(r)).length / requests.length;
      });
    return hull(share(all), share(visibleTo(moment.app, metric)));
  };

const hull = (a: Range | undefined, b: Range | undefined): Range | undefined =>
  a && b ? { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) } : (a ?? b);

const map = (range: Range | undefined, change: (value: number) => number): Range | undefined => {
  if (!range) return undefined;
  const ends = [change(range.least), change(range.most)];
  return { least: Math.min(...ends), most: Math.max(...ends) };
};

/** Requests a second in a window of this length, that ends up to `smear` before the moment. */
function rateOf(which: Which, window: number, smear: number) {
  return (moment: Moment): Range | undefined => {
    if (spansSeen(moment, window).length === 0) return undefined;
    const spans = Array.from({ length: 5 }, (_, step) => {
      const to = moment.at - (smear * step) / 4;
      return { from: to - window, to };
    });
    const seconds = window / 1000;
    const count = (also: Which) =>
      rangeOver(
        spans,
        ({ from, to }) =>
          moment.app.truth.endedBetween(from, to).filter((r) => which(r) && also(r)).length /
          seconds,
      );
    return hull(count(all), count(visibleTo(moment.app, 'counter')));
  };
}

/** Under and over a quantile by one request, because between two requests it is a matter of definition. */
const quantileOf =
  (q: number, window: number) =>
  (moment: Moment): Range | undefined => {
    const spans = spansSeen(moment, window);
    const at = (shift: number) =>
      rangeOver(spans, ({ from, to }) => {
        const seconds = moment.app.truth
          .endedBetween(from, to)
          .map((request) => (request.end - request.start) / 1000)
          .toSorted((a, b) => a - b);
        const rank = Math.ceil(seconds.length * q) - 1 + shift;
        return seconds[Math.min(seconds.length - 1, Math.max(0, rank))] ?? NaN;
      });
    const [below, above] = [at(-1), at(1)];
    return below && above && { least: below.least, most: above.most };
  };

/** How full the fullest task was within the last scrape, by one of its resources. */
function fullest(of: (task: TaskResources) => number, source: 'app' | 'ecs') {
  return (moment: Moment): Range | undefined => {
    const newest = newestSample(moment, source);
    // An instant query looks five minutes back.
    if (newest.most < moment.at - 5 * MINUTE) return undefined;
    const times = [0, 1, 2, 3, 4].map((n) => newest.least + (n / 4) * (newest.most - newest.least));
    const found = times.map((time) => [
      ...fullestOf(time, (low) => low),
      ...fullestOf(time, (_, high) => high),
    ]);
    const ends = found.flat();
    if (ends.length === 0) return undefined;
    return {
      least: Math.min(...ends),
      most: Math.max(...ends),
      // While the only app is down it says nothing of itself.
      ...(found.some((each) => each.length === 0) && { orNothing: true }),
    };

    function fullestOf(time: number, draw: (low: number, high: number) => number): number[] {
      const tasks = [...resourcesAt(moment.app, time, draw).values()];
      return tasks.length > 0 ? [Math.max(...tasks.map(of))] : [];
    }
  };
}

function tasksReporting(moment: Moment): Range {
  const newest = newestSample(moment, 'app');
  if (newest.most < moment.at - 2 * MINUTE) return { least: 0, most: 0 };
  const counts: number[] = [];
  for (let time = newest.least; time <= newest.most; time += 5_000)
    counts.push(
      moment.app.tasks.filter(({ processes }) =>
        processes.some(({ from, to }) => from <= time && time < to),
      ).length,
    );
  return { least: Math.min(...counts), most: Math.max(...counts) };
}

/** ERROR records that the app wrote since the incident began: one for each swallowed insert, one for each exception. */
function errorRecords({ app, since, at }: Moment): Range {
  const chapter = app.world.contract === 'chapter';
  const times = app.truth.requests.flatMap(({ insertFailed, exception, end }) =>
    chapter
      ? [
          ...(insertFailed === undefined ? [] : [Math.floor(insertFailed)]),
          ...(exception === undefined ? [] : [Math.floor(end - 3)]),
        ]
      : insertFailed === undefined && exception === undefined
        ? []
        : [Math.floor(end - 1)],
  );
  const count = times.filter((time) => since <= time && time < at).length;
  return { least: count, most: count };
}

const overall = ({ app, at }: Moment): number => at - app.world.start;
const shown = (moment: Moment): number => moment.shown;
const point = (): Tolerance => onePoint;
const bucket = (): Tolerance => oneBucket;
const count =
  (window: number) =>
  ({ app }: Moment): Tolerance =>
    countOver(window / 1000, app.tasks.length);

/** The first screen, figure by figure. */
export const figureRules: readonly FigureRule[] = [
  {
    panel: 'Availability',
    series: 'availability',
    unit: 'share',
    tolerance: point,
    truth: (moment) => map(shareOf(isFailure, shown)(moment), (failed) => 1 - failed),
  },
  {
    panel: 'Error budget',
    series: 'left',
    unit: 'share',
    // Five per cent of what was spent.
    tolerance: (moment) => {
      const failed = shareOf(isFailure, overall)(moment)?.most ?? 0;
      return plusMinus(Math.max(0.05, Number(((failed / moment.allowed) * 0.05).toFixed(2))), '');
    },
    truth: (moment) =>
      map(shareOf(isFailure, overall)(moment), (failed) => 1 - failed / moment.allowed),
  },
  {
    panel: 'Burn rate',
    series: 'burn rate',
    unit: 'x',
    tolerance: () => percent(0.05, 0.5),
    truth: (moment) => {
      const [hour, minutes] = [HOUR, 5 * MINUTE].map((w) => shareOf(isFailure, w)(moment));
      const lower =
        hour && minutes
          ? {
              least: Math.min(hour.least, minutes.least),
              most: Math.min(hour.most, minutes.most),
            }
          : hour;
      return map(lower, (failed) => failed / moment.allowed);
    },
  },
  {
    panel: 'Traffic',
    series: 'requests',
    unit: '/s',
    tolerance: count(5 * MINUTE),
    truth: rateOf(all, 5 * MINUTE, 20_000),
  },
  {
    panel: 'p95',
    series: 'p95',
    unit: 's',
    tolerance: bucket,
    truth: quantileOf(0.95, 5 * MINUTE),
  },
  {
    panel: 'Tasks',
    series: 'tasks',
    unit: 'count',
    tolerance: () => exactly,
    truth: tasksReporting,
  },
  {
    panel: 'Age',
    series: 'age',
    unit: 's',
    tolerance: () => plusMinus(1, 's'),
    truth: (moment) => {
      const { least, most } = newestSample(moment, 'up');
      return { least: (moment.at - most) / 1000, most: (moment.at - least) / 1000 };
    },
  },
  ...(
    [
      ['answered', (r) => r.status < 400],
      ['refused', isRefused],
      ['failed', isFailure],
    ] as const satisfies readonly (readonly [string, Which])[]
  ).map(([series, which]): FigureRule => ({
    panel: 'Requests by outcome',
    series,
    unit: '/s',
    reading: 'mean',
    tolerance: count(MEAN_OF),
    truth: rateOf(which, MEAN_OF, RATE),
  })),
  ...([0.5, 0.95, 0.99] as const).map((q): FigureRule => ({
    panel: 'Latency',
    series: `p${q * 100}`,
    unit: 's',
    reading: 'moments',
    tolerance: bucket,
    truth: quantileOf(q, RATE),
  })),
  {
    panel: 'Slow requests',
    series: 'within 250 ms',
    unit: 'share',
    reading: 'moments',
    tolerance: point,
    truth: shareOf(({ start, end }) => end - start <= 250, RATE, { metric: 'histogram' }),
  },
  {
    panel: 'Slow requests',
    series: 'over 10 s',
    unit: 'share',
    reading: 'moments',
    tolerance: point,
    truth: shareOf(({ start, end }) => end - start > 10_000, RATE, { metric: 'histogram' }),
  },
  {
    panel: 'Error ratio',
    series: '5xx / all',
    unit: 'share',
    reading: 'moments',
    tolerance: point,
    truth: shareOf(isFailure, RATE),
  },
  {
    panel: 'Error ratio',
    series: '4xx / all',
    unit: 'share',
    reading: 'moments',
    tolerance: point,
    truth: shareOf(isRefused, RATE),
  },
  {
    panel: 'Exceptions and lost to-dos',
    series: 'exceptions',
    unit: '/s',
    reading: 'mean',
    tolerance: count(MEAN_OF),
    truth: (moment) =>
      rateOf(
        ({ exception }) => exception !== undefined && moment.app.world.contract === 'chapter',
        MEAN_OF,
        RATE,
      )(moment),
  },
  {
    panel: 'Exceptions and lost to-dos',
    series: 'lost to-dos',
    unit: '/s',
    reading: 'mean',
    tolerance: count(MEAN_OF),
    truth: rateOf(({ method, status }) => method === 'POST' && status === 200, MEAN_OF, RATE),
  },
  {
    panel: 'ERROR records',
    series: 'all',
    unit: 'count',
    reading: 'sum',
    tolerance: () => exactly,
    truth: errorRecords,
  },
  {
    panel: 'Fullest resource',
    series: 'CPU',
    unit: 'share',
    tolerance: point,
    truth: fullest(({ cpu }) => cpu, 'ecs'),
  },
  {
    panel: 'Fullest resource',
    series: 'Memory',
    unit: 'share',
    tolerance: point,
    truth: (moment) =>
      fullest(({ taskMemory, appMemory }) => Math.max(taskMemory, appMemory), 'app')(moment) ??
      fullest(({ taskMemory }) => taskMemory, 'ecs')(moment),
  },
  {
    panel: 'Fullest resource',
    series: 'Files',
    unit: 'share',
    tolerance: point,
    truth: fullest(({ files }) => files, 'app'),
  },
];

/** "Failing where" has a series for everyone, and one for each task and each route that fails. */
export function failingWhereRule(moment: Moment, series: string): FigureRule {
  const task = moment.app.tasks.find(({ id }) => id.startsWith(series));
  const isOne: Which =
    series === 'everyone'
      ? all
      : task
        ? (request) => request.task === task
        : ({ method, path, rule }) =>
            `${method} ${moment.app.world.contract === 'app' ? rule : path}` === series;
  return {
    panel: 'Failing where',
    series,
    unit: 'share',
    tolerance: point,
    truth: shareOf(isFailure, 5 * MINUTE, {
      whole: isOne,
      metric: series === 'everyone' || task ? 'counter' : 'histogram',
    }),
  };
}
