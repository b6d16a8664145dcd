import {
  FieldColorModeId,
  FieldType,
  getFieldDisplayName,
  outerJoinDataFrames,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';
import { fillGaps } from '../time-frames.ts';
import { withEnds } from './ends.ts';
import type { Mode, TimelineOptions } from './options.ts';
import { thresholdStates } from './threshold-states.ts';

/** One aligned frame, a field a row; or why there is none. */
export function rowsOf(
  frames: readonly DataFrame[],
  mode: Mode,
  options: TimelineOptions,
  theme: GrafanaTheme2,
): DataFrame | string {
  if (frames.length === 0 || !frames.some((f) => f.fields.some((x) => x.type === FieldType.time)))
    return mode === 'changes' || frames.length > 0 ? 'Data does not have a time field' : 'No data';
  if (frames.every((f) => f.length === 0)) return 'No data';
  const prepared = frames.map(withEnds).flatMap((frame) => {
    const time = frame.fields.find((f) => f.type === FieldType.time);
    if (!time) return [];
    const values = frame.fields.filter(
      (f) =>
        f !== time &&
        !f.config.custom?.hideFrom?.viz &&
        [FieldType.number, FieldType.string, FieldType.boolean, FieldType.enum].includes(f.type),
    );
    if (values.length === 0) return [];
    const named = values.map((f) => ({
      ...f,
      config: { ...f.config, displayName: getFieldDisplayName(f, frame, [...frames]) },
      state: { ...f.state, displayName: getFieldDisplayName(f, frame, [...frames]) },
    }));
    const threshold = named
      .map((f) => f.config.custom?.insertNulls as unknown)
      .find((v): v is number => typeof v === 'number');
    const whole = { ...frame, fields: [time, ...named] };
    return [threshold ? fillGaps(whole, threshold) : whole];
  });
  const joined =
    prepared.length === 1
      ? prepared[0]
      : outerJoinDataFrames({ frames: prepared, keepOriginIndices: false });
  const time = joined?.fields[0];
  if (!joined || !time || joined.fields.length < 2) return 'No graphable fields';
  const fields = joined.fields.slice(1).map((field) => {
    const own =
      mode === 'changes' &&
      options.mergeValues &&
      field.type === FieldType.number &&
      field.config.color?.mode === FieldColorModeId.Thresholds
        ? thresholdStates(field, theme)
        : field;
    if (mode !== 'changes') return own;
    const spanned = spanNulls(own, time.values as number[]);
    return options.mergeValues ? merged(spanned) : spanned;
  });
  return { ...joined, fields: [time, ...fields] };
}

/** A value holds over a null when the field says so: always, or for so many milliseconds. */
function spanNulls(field: Field, times: readonly number[]): Field {
  const span = field.config.custom?.spanNulls as boolean | number | undefined;
  if (!span) return field;
  let last: number | undefined;
  const values = field.values.map((v: unknown, i) => {
    if (v !== null && v !== undefined) {
      last = i;
      return v;
    }
    if (v === undefined || last === undefined) return v;
    return span === true || (times[i] ?? 0) - (times[last] ?? 0) < span ? undefined : v;
  });
  return { ...field, values };
}

/** Neighbours of one value are one box: `undefined` goes on, `null` ends. */
function merged(field: Field): Field {
  let previous: unknown;
  const values = field.values.map((v: unknown) => {
    if (v === undefined) return undefined;
    const shown = v !== null && v === previous ? undefined : v;
    previous = v;
    return shown;
  });
  return { ...field, values };
}
