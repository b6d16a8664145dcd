import {
  DataFrameType,
  fieldMatchers,
  FieldMatcherID,
  FieldType,
  outerJoinDataFrames,
  type DataFrame,
  type Field,
  type Labels,
} from '@grafana/data';
import { newColumn, transformer } from './transformer.ts';

interface PrepareOptions {
  format?: 'wide' | 'multi' | 'long' | 'many';
}

/** "Prepare time series": one wide frame, one frame a series, or long frames, which have labels as columns. */
export const prepareTimeSeries = transformer<PrepareOptions>(
  'prepareTimeSeries',
  (frames, { format = 'wide' }) => {
    if (format === 'long') return frames.flatMap((frame) => longFrame(frame) ?? []);
    if (format !== 'wide') return frames.flatMap(seriesOf);
    const joinBy = fieldMatchers.get(FieldMatcherID.firstTimeField).get({});
    const joined = outerJoinDataFrames({ frames, joinBy, keepOriginIndices: true });
    return joined ? [joined] : [];
  },
);

interface Row {
  readonly time: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly labels: Labels;
}

/** Rows of a frame by time: one for each set of labels among its values; texts and booleans are labels, too. */
function rowsOf(frame: DataFrame, time: Field): Row[] {
  const isLabel = ({ type }: Field): boolean =>
    type === FieldType.string || type === FieldType.boolean;
  const texts = frame.fields.filter(isLabel);
  const byLabels = Map.groupBy(
    frame.fields.filter((f) => f !== time && !isLabel(f)),
    (f) => JSON.stringify(f.labels ?? null),
  );
  const sets = [...byLabels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fields]) => fields);
  return Array.from({ length: frame.length }, (_, i) => i)
    .sort((a, b) => (time.values[a] as number) - (time.values[b] as number))
    .flatMap((i) =>
      sets.map((fields): Row => ({
        time: time.values[i] as number,
        values: Object.fromEntries(fields.map((f) => [f.name, f.values[i] as unknown])),
        labels: {
          ...Object.fromEntries(texts.map((f) => [f.name, f.values[i] as string])),
          ...fields[0]?.labels,
        },
      })),
    );
}

function longFrame(frame: DataFrame): DataFrame | undefined {
  const time = frame.fields.find((f) => f.type === FieldType.time);
  if (!time) return undefined;
  const rows = rowsOf(frame, time);
  const types = new Map(frame.fields.map((f) => [f.name, f.type]));
  return {
    ...frame,
    meta: { ...frame.meta, type: DataFrameType.TimeSeriesLong },
    length: rows.length,
    fields: [
      newColumn(time.name, time.type, rows.map((r) => r.time)),
      ...namesOf(rows.map((r) => r.values)).map((name) =>
        newColumn(name, types.get(name) ?? FieldType.number, rows.map((r) => r.values[name])),
      ),
      ...namesOf(rows.map((r) => r.labels)).map((name) =>
        newColumn(name, FieldType.string, rows.map((r) => r.labels[name])),
      ),
    ],
  };
}

const namesOf = (rows: readonly Readonly<Record<string, unknown>>[]): string[] =>
  [...new Set(rows.flatMap((row) => Object.keys(row)))].sort();

/** A frame for each series: each value and set of labels. */
function seriesOf(frame: DataFrame): DataFrame[] {
  const time = frame.fields.find((f) => f.type === FieldType.time);
  if (!time) return [];
  const rows = rowsOf(frame, time);
  const byName = new Map(frame.fields.map((f) => [f.name, f]));
  return namesOf(rows.map((r) => r.values)).flatMap((name) => {
    const own = rows.filter((r) => r.values[name] !== undefined && r.time != null);
    return [...Map.groupBy(own, (r) => JSON.stringify(r.labels)).values()].map((series) => ({
      ...(frame.name !== undefined && { name: frame.name }),
      ...(frame.refId !== undefined && { refId: frame.refId }),
      meta: { ...frame.meta, type: DataFrameType.TimeSeriesMulti },
      length: series.length,
      fields: [
        { ...time, values: series.map((r) => r.time) },
        {
          name,
          type: byName.get(name)?.type ?? FieldType.number,
          config: {},
          labels: series[0]?.labels ?? {},
          values: series.map((r) => r.values[name]),
        },
      ],
    }));
  });
}
