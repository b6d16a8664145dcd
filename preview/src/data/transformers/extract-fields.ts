import { FieldType, guessFieldTypeForField, type Field } from '@grafana/data';
import { findField, transformer } from './transformer.ts';

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
export const extractFields = transformer<ExtractOptions>('extractFields', (frames, options) =>
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
