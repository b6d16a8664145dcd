import type { estimate, Kept, KeepList } from '../keep-list/keep-list.ts';

export interface KeepListFigures {
  /** How many metrics the stack can bring into the store. */
  readonly emitted: number;
  readonly tasks: number;
  readonly figures: ReturnType<typeof estimate>;
  readonly columns: number;
}

/** Metric by metric who looks at it, then what keeping only these saves. */
export function keepListLines(
  { metrics, unanalysed }: KeepList,
  { emitted, tasks, figures, columns }: KeepListFigures,
): string[] {
  const width = Math.max(0, ...metrics.map(({ metric }) => metric.length)) + 2;
  const { seriesPerTask: series, samplesPerTaskAndMonth: samples } = figures;
  const count = (value: number): string => (value * tasks).toLocaleString('en-US');
  const subject = tasks === 1 ? '1 task' : `${tasks} tasks`;
  return [
    ...metrics.flatMap(({ metric, because }) =>
      wrapped(metric.padEnd(width), readersOf(because), columns),
    ),
    '',
    unanalysed.length > 0
      ? `${metrics.length} of ${emitted} metrics are known to be looked at; all are kept. For ${subject}, a quarter of an hour after the start:`
      : `${metrics.length} of ${emitted} metrics are looked at. For ${subject}, a quarter of an hour after the start:`,
    `  active series          ${count(series.before)} → ${count(series.after)}`,
    `  samples in 30 days     ${count(samples.before)} → ${count(samples.after)}`,
  ];
}

/** What a person should look at: queries that keep everything, and metrics that nobody emits. */
export const keepListWarnings = ({ unanalysed, unknown }: KeepList): string[] => [
  ...unanalysed.flatMap(({ where, reason, expression }) => [
    `warning: ${where}: ${reason}; no metric is dropped while this query is there.`,
    `  ${expression.replace(/\s+/g, ' ').slice(0, 200)}`,
  ]),
  ...unknown.flatMap(({ metric, nearest, because }) => [
    `warning: no part of the stack emits ${metric}${nearest ? `; did you mean ${nearest}?` : '.'}`,
    ...wrapped('  asked by ', readersOf(because), 100),
  ]),
];

const readersOf = (because: Kept['because']): string[] => because.map(({ where }) => where);

/** The names behind a heading, as many a line as fit; one that is too long stands alone. */
function wrapped(heading: string, names: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  let line = heading;
  names.forEach((name, index) => {
    const text = index < names.length - 1 ? `${name}, ` : name;
    if (line.trim() !== '' && line !== heading && line.length + text.trimEnd().length > columns) {
      lines.push(line.trimEnd());
      line = ' '.repeat(heading.length);
    }
    line += text;
  });
  return [...lines, line.trimEnd()];
}
