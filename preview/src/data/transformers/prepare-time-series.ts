import { createDataFrame, FieldType, getFieldDisplayName, outerJoinDataFrames, type DataFrame, type Field } from '@grafana/data';
import { transformer } from './transformer.ts';

interface PrepareOptions {
  format?: 'wide' | 'multi' | 'long' | 'many';
}

/** "Prepare time series": one wide frame, one frame a series, or one long frame. */
export const prepareTimeSeries = transformer<PrepareOptions>(
  'prepareTimeSeries',
  (frames, { format = 'wide' }) => {
    const timed = frames.filter((f) => f.fields.some((x) => x.type === FieldType.time));
    if (timed.length === 0) return frames;
    if (format === 'wide') {
      const joined = outerJoinDataFrames({ frames: timed.flatMap(splitByText) });
      return joined ? [{ ...joined, meta: { ...joined.meta } }] : [];
    }
    const many = timed.flatMap(splitByText).flatMap((frame) => {
      const time = frame.fields.find((f) => f.type === FieldType.time) as Field;
      return frame.fields
        .filter((f) => f.type === FieldType.number || f.type === FieldType.boolean)
        .map((field) => ({
          ...frame,
          fields: [
            time,
            {
              ...field,
              config: { ...field.config, displayName: getFieldDisplayName(field, frame, frames) },
            },
          ],
        }));
    });
    if (format !== 'long') return many;
    const rows = many.flatMap((frame) =>
      frame.fields[0]!.values.map((time: number, i: number) => ({
        time,
        labels: frame.fields[1]!.labels ?? {},
        value: frame.fields[1]!.values[i] as unknown,
        name: frame.fields[1]!.name,
      })),
    );
    rows.sort((a, b) => a.time - b.time);
    const keys = [...new Set(rows.flatMap((r) => Object.keys(r.labels)))];
    return [
      createDataFrame({
        fields: [
          { name: 'Time', type: FieldType.time, values: rows.map((r) => r.time) },
          { name: 'Value', type: FieldType.number, values: rows.map((r) => r.value) },
          ...keys.map((key) => ({
            name: key,
            type: FieldType.string,
            values: rows.map((r) => r.labels[key] ?? ''),
          })),
        ],
      }),
    ];
  },
);

/** A long frame (text columns beside its values) as one frame for each combination of its texts. */
function splitByText(frame: DataFrame): DataFrame[] {
  const texts = frame.fields.filter((f) => f.type === FieldType.string);
  if (texts.length === 0) return [frame];
  const groups = Map.groupBy(
    Array.from({ length: frame.length }, (_, i) => i),
    (i) => JSON.stringify(texts.map((t) => t.values[i] as unknown)),
  );
  return [...groups.values()].map((rows) => ({
    ...frame,
    length: rows.length,
    fields: frame.fields
      .filter((f) => f.type !== FieldType.string)
      .map((f) => ({
        ...f,
        values: rows.map((i) => f.values[i] as unknown),
        ...(f.type !== FieldType.time && {
          labels: {
            ...f.labels,
            ...Object.fromEntries(texts.map((t) => [t.name, String(t.values[rows[0] ?? 0])])),
          },
        }),
      })),
  }));
}
