import { FieldType, type DataFrame, type Field } from '@grafana/data';
import { durationMs, type Range } from '../../model/time.ts';
import type { Cells } from './grid.ts';

export interface Calculation {
  xBuckets?: { mode?: string; value?: string; scale?: { type?: string } };
  yBuckets?: { mode?: string; value?: string; scale?: { type?: string; log?: number } };
}

const SECOND = 1000;
const TIME_STEPS = [1, 2, 4, 5, 10, 20, 25, 40, 50, 100, 200, 250, 500].concat(
  [
    1, 5, 10, 15, 30, 60, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 28_800, 43_200, 86_400,
    604_800, 2_592_000,
  ].map((s) => s * SECOND),
);
const LINEAR_STEPS = Array.from({ length: 40 }, (_, e) =>
  Array.from({ length: 18 }, (_, i) => (1 + i / 2) * 10 ** (e - 20)),
).flat();

/** Counts values into buckets of time and value. */
export function calculated(
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
    namedBy: 'lower',
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
