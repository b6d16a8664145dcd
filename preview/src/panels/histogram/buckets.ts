import {
  buildHistogram,
  FieldType,
  getHistogramFields,
  histogramFieldsToFrame,
  type DataFrame,
  type GrafanaTheme2,
} from '@grafana/data';
import { StackingMode } from '@grafana/schema';
import type { DEFAULTS } from './options.ts';

/** Lower bounds, upper bounds, then one field of counts a series. */
export function histogramOf(
  frames: DataFrame[],
  options: typeof DEFAULTS,
  theme: GrafanaTheme2,
): DataFrame | undefined {
  if (frames.every((f) => f.length === 0)) return undefined;
  const ready = frames.length === 1 && frames[0] ? getHistogramFields(frames[0]) : undefined;
  const numeric = frames
    .map((f) => ({ ...f, fields: f.fields.filter((x) => x.type === FieldType.number) }))
    .filter((f) => f.fields.length > 0);
  const built =
    ready ??
    (numeric.length > 0
      ? buildHistogram(
          frames,
          {
            bucketCount: options.bucketCount,
            ...(options.bucketSize ? { bucketSize: options.bucketSize } : {}),
            bucketOffset: options.bucketOffset,
            combine: options.combine,
          },
          theme,
        )
      : null);
  if (!built) return undefined;
  return histogramFieldsToFrame(built, theme);
}

/** Counts as running sums where they are stacked. */
export function stackedOf(frame: DataFrame): DataFrame {
  const mode = frame.fields[2]?.config.custom?.stacking?.mode as StackingMode | undefined;
  if (!mode || mode === StackingMode.None) return frame;
  const counts = frame.fields.slice(2);
  const totals = Array.from({ length: frame.length }, (_, i) =>
    counts.reduce((sum, f) => sum + ((f.values[i] as number | null) ?? 0), 0),
  );
  const sums = new Array<number>(frame.length).fill(0);
  const fields = counts.map((f) => ({
    ...f,
    values: f.values.map((v: number | null, i) => {
      sums[i] = (sums[i] ?? 0) + (v ?? 0);
      return mode === StackingMode.Percent
        ? totals[i]
          ? (sums[i] ?? 0) / (totals[i] ?? 1)
          : 0
        : sums[i];
    }),
  }));
  return { ...frame, fields: [...frame.fields.slice(0, 2), ...fields] };
}
