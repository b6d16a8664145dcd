import {
  FieldType,
  getFieldDisplayName,
  outerJoinDataFrames,
  type DataFrame,
  type Field,
} from '@grafana/data';
import type { Range } from '../../model/time.ts';
import { calculated, type Calculation } from './calculate.ts';
import type { Cells } from './grid.ts';

/** The cells of a panel: counted from values when `calculate` is set, else the buckets of the data source. */
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
  const namedBy = layoutOf(rows, layout);
  return {
    columns: times.map((t) => t - step),
    xSize: step,
    bounds: Array.from({ length: rows.length + 1 }, (_, i) => i),
    names:
      namedBy === 'upper' ? ['0', ...names] : namedBy === 'lower' ? [...names, '+Inf'] : names,
    namedBy,
    counts: times.map((_, column) => rows.map((f) => (f.values[column] as number | null) ?? null)),
    ...(rows[0]?.config.unit !== undefined && { unit: rows[0].config.unit }),
    ...(rows[0]?.display && { display: rows[0].display }),
  };
}

/** Buckets that say `le` are named by their upper bound; of others nothing is known, so the name stands beside the middle. */
function layoutOf(rows: readonly Field[], layout: string): Cells['namedBy'] {
  if (layout === 'le') return 'upper';
  if (layout === 'ge') return 'lower';
  const bounds = layout === 'auto' && rows.every((f) => !Number.isNaN(boundOf(f)));
  return bounds && rows.some((f) => boundOf(f) === Infinity) ? 'upper' : 'centre';
}

function smallestStep(times: readonly number[]): number {
  let least = Infinity;
  for (let i = 1; i < times.length; i++)
    least = Math.min(least, (times[i] ?? 0) - (times[i - 1] ?? 0));
  return Number.isFinite(least) ? least : 0;
}
