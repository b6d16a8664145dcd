import { newestSample, type Moment, type Range } from './moment.ts';
import {
  all,
  isFailure,
  isRefused,
  map,
  quantileOf,
  rateOf,
  shareOf,
  type Which,
} from './requests.ts';
import { errorRecords } from './records.ts';
import { fullest, tasksReporting } from './tasks.ts';
import {
  countOver,
  exactly,
  oneBucket,
  onePoint,
  percent,
  plusMinus,
  type Tolerance,
} from './tolerance.ts';
import { HOUR, MEAN_OF, MINUTE, RATE } from './windows.ts';

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
