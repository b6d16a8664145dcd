import {
  FieldType,
  getFieldDisplayName,
  outerJoinDataFrames,
  type DataFrame,
  type Field,
} from '@grafana/data';
import { StackingMode } from '@grafana/schema';
import { finite } from '../time-frames.ts';
import type { BarChartOptions } from './options.ts';

/** Categories, and a bar of each series in every one. */
export interface Chart {
  readonly frame: DataFrame;
  readonly x: Field;
  readonly series: Field[];
  /** Values as they are stacked; the series' own where nothing is. */
  readonly heights: (number | null)[][];
  readonly colorBy: Field | undefined;
}

/** The chart of some frames; undefined where there is no category or no number. */
export function chartOf(frames: readonly DataFrame[], options: BarChartOptions): Chart | undefined {
  const frame = frames.length > 1 ? outerJoinDataFrames({ frames: [...frames] }) : frames[0];
  if (!frame || frame.length === 0) return undefined;
  const named = (name: string | undefined): Field | undefined =>
    name
      ? frame.fields.find(
          (f) => getFieldDisplayName(f, frame, [...frames]) === name || f.name === name,
        )
      : undefined;
  const x = options.xField
    ? named(options.xField)
    : (frame.fields.find((f) => f.type === FieldType.string) ??
      frame.fields.find((f) => f.type === FieldType.time));
  if (!x) return undefined;
  const colorBy = named(options.colorByField);
  // The palette starts with the first bar, not with the column of the categories.
  const series = frame.fields
    .filter((f) => f !== x && f.type === FieldType.number && !f.config.custom?.hideFrom?.viz)
    .map((f, seriesIndex) => ({ ...finite(f), state: { ...f.state, seriesIndex } }));
  if (series.length === 0) return undefined;
  return { frame, x, series, heights: stacked(series, options.stacking), colorBy };
}

/** Running sums; negative values are stacked downward on their own. */
function stacked(series: readonly Field[], mode: StackingMode): (number | null)[][] {
  if (mode === StackingMode.None) return series.map((f) => f.values as (number | null)[]);
  const length = series[0]?.values.length ?? 0;
  const totals = Array.from({ length }, (_, i) =>
    series.reduce((sum, f) => sum + Math.abs((f.values[i] as number | null) ?? 0), 0),
  );
  const up = new Array<number>(length).fill(0);
  const down = new Array<number>(length).fill(0);
  return series.map((f) =>
    (f.values as (number | null)[]).map((v, i) => {
      if (v === null || v === undefined) return null;
      const sums = v < 0 ? down : up;
      sums[i] = (sums[i] ?? 0) + (mode === StackingMode.Percent ? v / (totals[i] || 1) : v);
      return sums[i] ?? 0;
    }),
  );
}

/** Categories stand between 0 and 1, where the x scale ends: uPlot fits the y scale to what it sees of x. */
export const plotFrame = (chart: Chart): DataFrame => ({
  ...chart.frame,
  fields: [
    {
      ...chart.x,
      values: Array.from(
        { length: chart.x.values.length },
        (_, i) => (i + 0.5) / chart.x.values.length,
      ),
    },
    ...chart.series.map((f, i) => ({ ...f, values: chart.heights[i] ?? [] })),
  ],
});
