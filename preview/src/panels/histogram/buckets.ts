import {
  buildHistogram,
  cacheFieldDisplayNames,
  DataFrameType,
  FieldType,
  getHistogramFields,
  histogramFieldsToFrame,
  joinHistograms,
  reduceField,
  ReducerID,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';
import type { DEFAULTS } from './options.ts';

/** Lower bounds, upper bounds, then one field of counts a series; undefined where nothing can be counted. */
export function histogramOf(
  frames: DataFrame[],
  options: typeof DEFAULTS,
  theme: GrafanaTheme2,
): DataFrame | undefined {
  if (frames.every((f) => f.length === 0)) return undefined;
  const counted =
    frames.length === 1 || frames.every(({ meta }) => meta?.type && BUCKETS.has(meta.type))
      ? frames.map((f) => getHistogramFields(f)).filter((f) => f !== undefined)
      : [];
  if (counted.length > 0)
    return inPalette(histogramFieldsToFrame(joinHistograms(counted), theme));
  if (!frames.some((f) => f.fields.some((x) => x.type === FieldType.number))) return undefined;
  const { bucketCount, bucketSize, bucketOffset, combine } = options;
  const built = buildHistogram(
    frames,
    { bucketCount, bucketOffset, combine, ...(bucketSize && { bucketSize }) },
    theme,
  );
  return built ? inPalette(histogramFieldsToFrame(built, theme)) : undefined;
}

const BUCKETS: ReadonlySet<string> = new Set([
  DataFrameType.HeatmapCells,
  DataFrameType.HeatmapRows,
]);

/**
 * The palette starts with the first series, not with the bounds. A count and the series behind it share their state, so that
 * the legend, which shows the series, has the bars' colours.
 */
function inPalette(frame: DataFrame): DataFrame {
  frame.fields.slice(2).forEach((field, seriesIndex) => {
    field.state = Object.assign(field.state ?? {}, { seriesIndex });
  });
  return frame;
}

/**
 * Frames whose fields know where they stand, which is how the legend finds them behind the counts.
 *
 * Colours by value come from a series' last value; of a count that is the last bucket. Grafana 12 has such figures of the
 * values themselves at hand, though, for all frames after the first without both limits (finding the range of all values
 * leaves them there), and takes those.
 */
export function withOrigin(frames: readonly DataFrame[]): DataFrame[] {
  let known = false;
  const placed = frames.map((frame, frameIndex) => {
    const figures = known;
    const fields = frame.fields.map((field, fieldIndex): Field => {
      const isNumber = field.type === FieldType.number;
      known ||= isNumber && !hasLimits(field);
      const { calcs: _, ...state } = field.state ?? {};
      return {
        ...field,
        state: {
          ...state,
          origin: { frameIndex, fieldIndex },
          ...(figures && isNumber && { calcs: standardCalcs(field) }),
        },
      };
    });
    return { ...frame, fields };
  });
  cacheFieldDisplayNames(placed);
  return placed;
}

const hasLimits = ({ config }: Field): boolean =>
  typeof config.min === 'number' && typeof config.max === 'number';

const standardCalcs = (field: Field) =>
  reduceField({ field: { ...field, state: {} }, reducers: [ReducerID.min, ReducerID.max] });

/** Lower bounds and counts: what is plotted. Empty buckets have no bar. */
export const plotted = (frame: DataFrame): DataFrame => ({
  ...frame,
  fields: frame.fields
    .filter((_, i) => i !== 1)
    .map((field, i) =>
      i === 0 ? field : { ...field, values: field.values.map((v: unknown) => (v === 0 ? null : v)) },
    ),
});
