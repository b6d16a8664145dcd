import { FieldType, sortDataFrame, type DataFrame, type Field } from '@grafana/data';

/** A frame in the order of its times. A second time says when each row's state ended: nothing holds from there on. */
export function withEnds(frame: DataFrame): DataFrame {
  const [start, end] = frame.fields.filter(
    (f) => f.type === FieldType.time && typeof f.values[0] === 'number',
  );
  if (!start) return frame;
  const startAt = frame.fields.indexOf(start);
  const sorted = isAscending(start.values as number[]) ? frame : sortDataFrame(frame, startAt);
  if (!end) return sorted;
  const endAt = frame.fields.indexOf(end);
  const valuesAt = (at: number): number[] => (sorted.fields[at]?.values ?? []) as number[];
  const [starts, ends] = [valuesAt(startAt), valuesAt(endAt)];
  const rowAt = new Map(starts.map((time, row) => [time, row]));
  const times = [...new Set([...starts, ...ends.filter((t) => typeof t === 'number')])].sort(
    (a, b) => a - b,
  );
  const spread = (field: Field): Field => ({
    ...field,
    values: times.map((time) => {
      const row = rowAt.get(time);
      return row === undefined ? null : (field.values[row] as unknown);
    }),
  });
  const fields = sorted.fields
    .map((field, i) => (i === startAt ? { ...field, values: times } : spread(field)))
    .filter((_, i) => i !== endAt);
  return { ...sorted, fields, length: times.length };
}

const isAscending = (times: readonly number[]): boolean =>
  times.every((time, i) => i === 0 || time >= (times[i - 1] ?? time));
