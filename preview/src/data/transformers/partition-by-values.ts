import { FieldType, type DataFrame } from '@grafana/data';
import { findField, transformer } from './transformer.ts';

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
export const partitionByValues = transformer<PartitionOptions>('partitionByValues', (frames, options) => {
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
