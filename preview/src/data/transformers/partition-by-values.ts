import { cacheFieldDisplayNames, type DataFrame, type Field } from '@grafana/data';
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
  const [first] = frames;
  if (!first) return frames;
  const keys = (options.fields ?? []).flatMap((name) => findField(first, name) ?? []);
  if (keys.length === 0) return [first];
  const groups = Map.groupBy(
    Array.from({ length: first.length }, (_, i) => i),
    (i) => JSON.stringify(keys.map((k) => k.values[i] as unknown)),
  );
  const { asLabels = true, append = false, ...naming } = options.naming ?? {};
  const { withNames = false, separator1 = '=', separator2 = ' ' } = naming;
  const parts = [...groups.values()].map((rows): DataFrame => {
    const facts = keys.map((k) => [givenName(k), String(k.values[rows[0] ?? 0])] as const);
    const name = facts
      .map(([key, value]) => (withNames ? `${key}${separator1}${value}` : value))
      .join(separator2);
    return {
      ...(first.meta && { meta: first.meta }),
      ...framesName(first.name, asLabels ? undefined : append && first.name ? `${first.name} ${name}` : name),
      length: rows.length,
      fields: first.fields
        .filter((f) => options.keepFields || !keys.includes(f))
        .map((f) => ({
          ...withoutGivenName(f),
          values: rows.map((i) => f.values[i] as unknown),
          labels: { ...f.labels, ...(asLabels ? Object.fromEntries(facts) : {}) },
        })),
    };
  });
  // A column that was renamed would have one name in all parts: what tells them apart is added to it.
  cacheFieldDisplayNames(parts);
  const renamed = new Map(first.fields.map((f) => [givenName(f), f.name]));
  for (const field of parts.flatMap((part) => part.fields)) {
    const original = renamed.get(field.name);
    if (original === undefined || original === field.name) continue;
    field.name = original;
    field.config.displayName = field.state?.displayName ?? undefined;
  }
  return parts;
});

const givenName = ({ name, config }: Field): string =>
  config.displayNameFromDS ?? config.displayName ?? name;

const framesName = (own: string | undefined, made: string | undefined): { name?: string } => {
  const name = made ?? own;
  return name === undefined ? {} : { name };
};

/** The field under the name that it was given, which then is its own. */
function withoutGivenName(field: Field): Field {
  const { displayName: _, displayNameFromDS: _ds, ...config } = field.config;
  return { name: givenName(field), type: field.type, config, values: [] };
}
