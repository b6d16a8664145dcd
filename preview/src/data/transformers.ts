import {
  createDataFrame,
  FieldType,
  getFieldDisplayName,
  guessFieldTypeForField,
  outerJoinDataFrames,
  reduceField,
  type DataFrame,
  type DataTransformerInfo,
  type Field,
  type Labels,
} from '@grafana/data';
import { map } from 'rxjs/operators';

/** A transformation of Grafana's that @grafana/data does not ship (it lives in the application itself). */
function transformer<Options>(
  id: string,
  change: (frames: DataFrame[], options: Options) => DataFrame[],
): DataTransformerInfo<Options> {
  return {
    id,
    name: id,
    description: '',
    operator: (options) => (source) => source.pipe(map((frames) => change(frames, options))),
  };
}

const findField = (frame: DataFrame, name: string | undefined): Field | undefined =>
  name === undefined
    ? undefined
    : frame.fields.find((f) => f.name === name || getFieldDisplayName(f, frame) === name);

interface RowsToFieldsOptions {
  mappings?: { fieldName: string; handlerKey?: string | null }[];
}

/** "Rows to fields": each row becomes a field; other columns become its configuration or labels. */
const rowsToFields = transformer<RowsToFieldsOptions>('rowsToFields', (frames, options) =>
  frames.map((frame) => {
    const handlers = new Map(
      options.mappings?.map((m) => [m.fieldName, m.handlerKey ?? undefined]),
    );
    const nameField =
      frame.fields.find((f) => handlers.get(getFieldDisplayName(f, frame)) === 'field.name') ??
      frame.fields.find((f) => f.type === FieldType.string);
    const valueField =
      frame.fields.find((f) => handlers.get(getFieldDisplayName(f, frame)) === 'field.value') ??
      frame.fields.find((f) => f.type === FieldType.number);
    if (!nameField || !valueField) return frame;
    const others = frame.fields.filter((f) => f !== nameField && f !== valueField);
    const fields = Array.from({ length: frame.length }, (_, row): Field => {
      const config: Record<string, unknown> = { ...valueField.config };
      const labels: Labels = {};
      for (const other of others) {
        const key = getFieldDisplayName(other, frame);
        const handler =
          handlers.get(key) ??
          (/^(unit|min|max|decimals|displayName|color)$/.test(key) ? key : 'field.label');
        const value = other.values[row] as unknown;
        if (handler === '__ignore') continue;
        if (handler === 'field.label') labels[key] = String(value);
        else if (handler === 'color')
          config['color'] = { mode: 'fixed', fixedColor: String(value) };
        else
          config[handler] =
            handler === 'min' || handler === 'max' || handler === 'decimals'
              ? Number(value)
              : value;
      }
      return {
        name: String(nameField.values[row]),
        type: valueField.type,
        config,
        values: [valueField.values[row]],
        ...(Object.keys(labels).length > 0 && { labels }),
      };
    });
    return { ...frame, fields, length: 1 };
  }),
);

interface ExtractOptions {
  source?: string;
  format?: 'json' | 'kvp' | 'auto' | 'regexp' | 'delimiter';
  jsonPaths?: { path: string; alias?: string }[];
  regExp?: string;
  delimiter?: string;
  replace?: boolean;
  keepTime?: boolean;
}

/** "Extract fields": JSON, key=value pairs, a regular expression or a delimiter in one text column. */
const extractFields = transformer<ExtractOptions>('extractFields', (frames, options) =>
  frames.map((frame) => {
    const source = findField(frame, options.source);
    if (!source) return frame;
    const columns = new Map<string, unknown[]>();
    source.values.forEach((value: unknown, row: number) => {
      for (const [key, part] of Object.entries(partsOf(value, options))) {
        const column = columns.get(key) ?? new Array<unknown>(frame.length).fill(undefined);
        column[row] = part;
        columns.set(key, column);
      }
    });
    const added = [...columns].map(([name, values]): Field => {
      const field: Field = { name, type: FieldType.other, config: {}, values };
      return { ...field, type: guessFieldTypeForField(field) ?? FieldType.other };
    });
    const kept = options.replace
      ? frame.fields.filter((f) => options.keepTime && f.type === FieldType.time)
      : frame.fields;
    return { ...frame, fields: [...kept, ...added] };
  }),
);

function partsOf(value: unknown, options: ExtractOptions): Record<string, unknown> {
  const text = String(value ?? '');
  if (options.format === 'regexp')
    return {
      ...new RegExp(options.regExp?.replace(/^\/(.*)\/\w*$/, '$1') ?? '(?<NewField>.*)').exec(text)
        ?.groups,
    };
  if (options.format === 'delimiter')
    return Object.fromEntries(
      text.split(options.delimiter || ',').map((part) => [part.trim(), true]),
    );
  const json = typeof value === 'string' ? parsed(value) : value;
  if (json && typeof json === 'object' && options.format !== 'kvp') {
    const paths = options.jsonPaths?.filter((p) => p.path);
    if (!paths?.length) return json as Record<string, unknown>;
    return Object.fromEntries(paths.map((p) => [p.alias || p.path, atPath(json, p.path)]));
  }
  return Object.fromEntries(
    [...text.matchAll(/([\w.@-]+)\s*[:=]\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;&}]+))/g)].map(
      ([, key, quoted, plain]) => [key, quoted ?? plain],
    ),
  );
}

const atPath = (value: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface PrepareOptions {
  format?: 'wide' | 'multi' | 'long' | 'many';
}

/** "Prepare time series": one wide frame, one frame a series, or one long frame. */
const prepareTimeSeries = transformer<PrepareOptions>(
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

interface PartitionOptions {
  fields?: string[];
  naming?: {
    asLabels?: boolean;
    append?: boolean;
    withNames?: boolean;
    separator1?: string;
    separator2?: string;
  };
  keepFields?: boolean;
}

/** "Partition by values": one frame for each combination of values of the chosen columns. */
const partitionByValues = transformer<PartitionOptions>('partitionByValues', (frames, options) => {
  const frame = frames[0];
  const keys = frame ? (options.fields ?? []).flatMap((name) => findField(frame, name) ?? []) : [];
  if (!frame || keys.length === 0) return frames;
  const groups = Map.groupBy(
    Array.from({ length: frame.length }, (_, i) => i),
    (i) => JSON.stringify(keys.map((k) => k.values[i] as unknown)),
  );
  const {
    asLabels = true,
    append = false,
    withNames = false,
    separator1 = '=',
    separator2 = ' ',
  } = options.naming ?? {};
  return [...groups.values()].map((rows) => {
    const facts = keys.map((k) => [k.name, String(k.values[rows[0] ?? 0])] as const);
    const name = facts
      .map(([key, value]) => (withNames ? `${key}${separator1}${value}` : value))
      .join(separator2);
    const kept = frame.fields.filter((f) => options.keepFields || !keys.includes(f));
    return {
      ...frame,
      name: asLabels ? undefined : append && frame.name ? `${frame.name} ${name}` : name,
      length: rows.length,
      fields: kept.map((f) => ({
        ...f,
        state: undefined,
        values: rows.map((i) => f.values[i] as unknown),
        ...(asLabels &&
          f.type !== FieldType.time && { labels: { ...f.labels, ...Object.fromEntries(facts) } }),
      })),
    } as DataFrame;
  });
});

interface TrendOptions {
  [refId: string]: { stat?: string; inlineStat?: boolean; timeField?: string } | undefined;
}

/** "Time series to table": a row for each series, its labels as columns and the series itself in a "Trend" cell. */
const timeSeriesTable = transformer<TrendOptions>('timeSeriesTable', (frames, options) => {
  const byRefId = Map.groupBy(frames, (f) => f.refId ?? '');
  return [...byRefId].map(([refId, group]) => {
    const series = group.flatMap((frame) => {
      const time = frame.fields.find((f) => f.type === FieldType.time);
      return frame.fields
        .filter((f) => f.type === FieldType.number)
        .map((value) => ({ frame, time, value }));
    });
    const keys = [...new Set(series.flatMap(({ value }) => Object.keys(value.labels ?? {})))];
    const stat = options[refId]?.stat ?? 'lastNotNull';
    const trend = series.map(({ frame, time, value }) => ({
      ...frame,
      length: value.values.length,
      fields: [...(time ? [time] : []), value],
      value:
        (reduceField({ field: value, reducers: [stat] }) as Record<string, unknown>)[stat] ?? null,
    }));
    return {
      refId,
      length: series.length,
      fields: [
        ...keys.map((key) => ({
          name: key,
          type: FieldType.string,
          config: {},
          values: series.map(({ value }) => value.labels?.[key] ?? ''),
        })),
        {
          name: refId ? `Trend #${refId}` : 'Trend',
          type: FieldType.frame,
          config: {},
          values: trend,
        },
      ],
    } as DataFrame;
  });
});

export const moreTransformers: DataTransformerInfo[] = [
  rowsToFields,
  extractFields,
  prepareTimeSeries,
  partitionByValues,
  timeSeriesTable,
];
