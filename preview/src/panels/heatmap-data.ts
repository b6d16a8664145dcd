import {
  FieldType,
  getFieldDisplayName,
  outerJoinDataFrames,
  type DataFrame,
  type DisplayProcessor,
  type Field,
} from '@grafana/data';
import type { Range } from '../model/time.ts';
import { durationMs } from '../model/time.ts';

/** Counts in a grid. Rows are ordinal (a bucket each, equally high) or stand on a numeric axis. */
export interface Cells {
  /** Start of each column, epoch milliseconds; all are `xSize` wide. */
  readonly columns: readonly number[];
  readonly xSize: number;
  /** Bounds from the lowest up; one more than there are rows. Texts where they stand on the axis. */
  readonly bounds: readonly number[];
  /** Names of the bounds of ordinal rows. */
  readonly names?: readonly string[];
  readonly log?: number;
  /** By column, then by row. */
  readonly counts: readonly (readonly (number | null)[])[];
  readonly unit?: string;
  readonly display?: DisplayProcessor;
}

export interface Calculation {
  xBuckets?: { mode?: string; value?: string; scale?: { type?: string } };
  yBuckets?: { mode?: string; value?: string; scale?: { type?: string; log?: number } };
}

export function readCells(
  frames: readonly DataFrame[],
  calculate: boolean,
  calculation: Calculation,
  layout: string,
  range: Range,
): Cells | undefined {
  if (frames.length === 0 || !frames.some((f) => f.length > 0)) return undefined;
  if (calculate) return calculated(frames, calculation, range);
  const joined =
    frames.length === 1 ? frames[0] : outerJoinDataFrames({ frames: sortedByBound(frames) });
  return joined && fromRows(joined, layout);
}

const boundOf = (field: Field | undefined): number =>
  Number((field?.labels?.['le'] ?? field?.name ?? '').replace('+Inf', 'Infinity'));

/** Series of buckets in the order of their `le` where they have one. */
function sortedByBound(frames: readonly DataFrame[]): DataFrame[] {
  const bound = (f: DataFrame): number =>
    boundOf(f.fields.find((x) => x.type === FieldType.number));
  return frames.every((f) => !Number.isNaN(bound(f)))
    ? [...frames].sort((a, b) => bound(a) - bound(b))
    : [...frames];
}

function fromRows(frame: DataFrame, layout: string): Cells | undefined {
  const time = frame.fields.find((f) => f.type === FieldType.time);
  const rows = frame.fields.filter((f) => f.type === FieldType.number);
  if (!time || rows.length === 0) return undefined;
  const times = time.values as number[];
  const step = smallestStep(times) || time.config.interval || 60_000;
  const names = rows.map((f) => getFieldDisplayName(f, frame));
  const upper =
    layout === 'le' ||
    ((layout === 'auto' || layout === 'unknown') &&
      names.every((n) => n === '+Inf' || !Number.isNaN(Number(n))) &&
      names.includes('+Inf'));
  const lower = layout === 'ge';
  return {
    columns: times.map((t) => t - step),
    xSize: step,
    bounds: Array.from({ length: rows.length + 1 }, (_, i) => i),
    names: upper ? ['0', ...names] : lower ? [...names, '+Inf'] : [...names, ''],
    counts: times.map((_, column) => rows.map((f) => (f.values[column] as number | null) ?? null)),
    ...(rows[0]?.config.unit !== undefined && { unit: rows[0].config.unit }),
    ...(rows[0]?.display && { display: rows[0].display }),
  };
}

function smallestStep(times: readonly number[]): number {
  let least = Infinity;
  for (let i = 1; i < times.length; i++)
    least = Math.min(least, (times[i] ?? 0) - (times[i - 1] ?? 0));
  return Number.isFinite(least) ? least : 0;
}

const SECOND = 1000;
const TIME_STEPS = [1, 2, 4, 5, 10, 20, 25, 40, 50, 100, 200, 250, 500].concat(
  [
    1, 5, 10, 15, 30, 60, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 28_800, 43_200, 86_400,
    604_800, 2_592_000,
  ].map((s) => s * SECOND),
);
const LINEAR_STEPS = Array.from({ length: 40 }, (_, e) =>
  [1, 2, 2.5, 5].map((m) => m * 10 ** (e - 20)),
).flat();

function calculated(
  frames: readonly DataFrame[],
  { xBuckets = {}, yBuckets = {} }: Calculation,
  range: Range,
): Cells | undefined {
  const points: [number, number][] = [];
  let sample: Field | undefined;
  for (const frame of frames) {
    const time = frame.fields.find((f) => f.type === FieldType.time);
    if (!time) continue;
    for (const field of frame.fields.filter((f) => f.type === FieldType.number)) {
      sample ??= field;
      field.values.forEach((v: number | null, i) => {
        if (v !== null && v !== undefined && Number.isFinite(v))
          points.push([time.values[i] as number, v]);
      });
    }
  }
  if (points.length === 0 || !sample) return undefined;
  const log = yBuckets.scale?.type === 'log' ? (yBuckets.scale.log ?? 2) : undefined;
  const xSize = stepOf(
    xBuckets,
    range.to - range.from,
    TIME_STEPS,
    20,
    (v) => durationMs(v) ?? Number(v),
  );
  const low = points.reduce((m, p) => Math.min(m, p[1]), Infinity);
  const high = points.reduce((m, p) => Math.max(m, p[1]), -Infinity);
  const split = log && yBuckets.value ? Math.max(1, Number(yBuckets.value)) : 1;
  const ySize = log ? 1 / split : stepOf(yBuckets, high - low || 1, LINEAR_STEPS, 10, Number);
  const rowOf = (v: number): number =>
    Math.floor((log ? Math.log(v) / Math.log(log) : v) / ySize + 1e-9);
  const usable = log ? points.filter((p) => p[1] > 0) : points;
  const firstRow = rowOf(usable.reduce((m, p) => Math.min(m, p[1]), Infinity));
  const lastRow = rowOf(usable.reduce((m, p) => Math.max(m, p[1]), -Infinity));
  const firstColumn = Math.floor(usable.reduce((m, p) => Math.min(m, p[0]), Infinity) / xSize);
  const lastColumn = Math.floor(usable.reduce((m, p) => Math.max(m, p[0]), -Infinity) / xSize);
  const counts = Array.from({ length: lastColumn - firstColumn + 1 }, () =>
    new Array<number>(lastRow - firstRow + 1).fill(0),
  );
  for (const [t, v] of usable) {
    const column = counts[Math.floor(t / xSize) - firstColumn];
    const row = rowOf(v) - firstRow;
    if (column) column[row] = (column[row] ?? 0) + 1;
  }
  const bound = (i: number): number => (log ? log ** (i * ySize) : i * ySize);
  return {
    columns: counts.map((_, i) => (firstColumn + i) * xSize),
    xSize,
    bounds: Array.from({ length: lastRow - firstRow + 2 }, (_, i) => bound(firstRow + i)),
    ...(log && { log }),
    counts,
    ...(sample.config.unit !== undefined && { unit: sample.config.unit }),
    ...(sample.display && { display: sample.display }),
  };
}

/** A bucket's size: as it is set, or from a number of buckets rounded down to a nice step. */
function stepOf(
  config: { mode?: string; value?: string },
  span: number,
  steps: readonly number[],
  usual: number,
  parse: (text: string) => number,
): number {
  const set = config.value ? parse(config.value) : NaN;
  if (config.mode !== 'count' && set > 0) return set;
  const count = config.mode === 'count' && set > 0 ? set : usual;
  const exact = span / count;
  return steps.findLast((s) => s <= exact) ?? exact;
}
