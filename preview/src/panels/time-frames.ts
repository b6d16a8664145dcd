import { FieldType, type DataFrame, type Field } from '@grafana/data';

/** Frames that a time panel can draw: time ascending, booleans as numbers, steps that the data source left out filled with null. */
export function graphable(
  frames: readonly DataFrame[],
  kinds: readonly FieldType[] = [FieldType.number],
): DataFrame[] {
  return frames.flatMap((frame) => {
    const time = frame.fields.find((f) => f.type === FieldType.time);
    if (!time || frame.length === 0) return [];
    const fields = frame.fields
      .map(finite)
      .map((f) =>
        f.type === FieldType.boolean &&
        kinds.includes(FieldType.number) &&
        !kinds.includes(FieldType.boolean)
          ? asNumber(f)
          : f,
      );
    if (!fields.some((f) => kinds.includes(f.type))) return [];
    return [fillGaps({ ...frame, fields })];
  });
}

/** Nothing to draw: no frame, or frames with columns but without a row. A frame without a column is a figure's "No data". */
export const isEmpty = (frames: readonly DataFrame[]): boolean =>
  frames.every((f) => f.length === 0 && f.fields.length > 0);

/** NaN and infinities would leave the axis without a scale: like Grafana, a gap is drawn instead. */
export const finite = (field: Field): Field =>
  field.type === FieldType.number &&
  field.values.some((v: unknown) => typeof v === 'number' && !Number.isFinite(v))
    ? {
        ...field,
        values: field.values.map((v: unknown) =>
          typeof v === 'number' && !Number.isFinite(v) ? null : v,
        ),
      }
    : field;

const asNumber = (field: Field): Field => ({
  ...field,
  type: FieldType.number,
  config: {
    ...field.config,
    max: 1,
    min: 0,
    custom: { ...field.config.custom, lineInterpolation: 'stepAfter' },
  },
  values: field.values.map((v: unknown) => (v === null || v === undefined ? v : v ? 1 : 0)),
});

/**
 * A null one step after each value whose next value is further away than `config.interval` (what a line has to stop at).
 * @grafana/ui does this for the first frame only.
 */
export function fillGaps(frame: DataFrame, threshold?: number): DataFrame {
  const time = frame.fields.find((f) => f.type === FieldType.time);
  const step = threshold ?? (time && gapOf(frame, time));
  if (!time || !step || !(step > 0)) return frame;
  const times = time.values as number[];
  const places: number[] = [];
  for (let i = 1; i < times.length; i++)
    if ((times[i] ?? 0) - (times[i - 1] ?? 0) > step) places.push(i);
  if (places.length === 0) return marked(frame, time);
  const at = new Set(places);
  const spread = (values: readonly unknown[], fill: (i: number) => unknown): unknown[] => {
    const out: unknown[] = [];
    values.forEach((value, i) => {
      if (at.has(i)) out.push(fill(i));
      out.push(value);
    });
    return out;
  };
  const fields = frame.fields.map((f) => ({
    ...f,
    values:
      f === time
        ? spread(f.values, (i) => (times[i - 1] ?? 0) + step)
        : spread(f.values, () => null),
    ...(f === time && { state: { ...f.state, nullThresholdApplied: true } }),
  }));
  return { ...frame, fields, length: frame.length + places.length };
}

/**
 * Milliseconds from which a gap stays open: `custom.insertNulls`, else the query's step. As Grafana has it, fields (the
 * time among them, which knows the step alone) that do not agree leave the frame as it is.
 */
function gapOf(frame: DataFrame, time: Field): number | undefined {
  const own = (field: Field): number =>
    (field !== time && Number(field.config.custom?.insertNulls)) || time.config.interval || 0;
  const gaps = new Set(frame.fields.map(own).filter((gap) => gap > 0));
  return gaps.size === 1 ? [...gaps][0] : undefined;
}

/** Tells @grafana/ui that gaps have been dealt with. */
const marked = (frame: DataFrame, time: Field): DataFrame => ({
  ...frame,
  fields: frame.fields.map((f) =>
    f === time ? { ...f, state: { ...f.state, nullThresholdApplied: true } } : f,
  ),
});
