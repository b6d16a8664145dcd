import { FieldType, getFieldTypeFromValue } from '@grafana/data';
import { atPath } from '../at-path.ts';
import { keyValuePairs } from './key-value-pairs.ts';
import { findField, newColumn, transformer } from './transformer.ts';

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
      for (const [key, part] of Object.entries(partsOf(value, options) ?? {})) {
        const column = columns.get(key) ?? new Array<unknown>(frame.length).fill(undefined);
        column[row] = part;
        columns.set(key, column);
      }
    });
    const added = [...columns].map(([name, values]) => {
      const first = values.find((v) => v !== null && v !== undefined);
      return newColumn(name, getFieldTypeFromValue(first) as FieldType, values);
    });
    const time = options.keepTime
      ? (findField(frame, 'Time') ?? findField(frame, 'time'))
      : undefined;
    const kept = options.replace ? [] : frame.fields;
    return { ...frame, fields: [...kept, ...(time ? [time] : []), ...added] };
  }),
);

/** The parts of one value by name; nothing of a text that cannot be read. */
function partsOf(value: unknown, options: ExtractOptions): Record<string, unknown> | undefined {
  const object = typeof value === 'string' ? partsOfText(value, options) : value;
  if (object === null || object === undefined) return undefined;
  const paths = options.format === 'json' ? (options.jsonPaths ?? []).filter((p) => p.path) : [];
  if (paths.length === 0) return object as Record<string, unknown>;
  return Object.fromEntries(
    paths.map((p) => [p.alias || p.path, atPath(object, p.path) ?? 'Not Found']),
  );
}

function partsOfText(text: string, { format = 'auto', ...options }: ExtractOptions): unknown {
  switch (format) {
    case 'json':
      return parsed(text) ?? {};
    case 'kvp':
      return keyValuePairs(text);
    case 'regexp':
      return expressionOf(options.regExp).exec(text)?.groups;
    case 'delimiter':
      return Object.fromEntries(
        text
          .trim()
          .split(options.delimiter || ',')
          .map((part) => [part.trim(), 1]),
      );
    case 'auto':
      return parsed(text) ?? keyValuePairs(text);
  }
}

/** An expression without slashes is none: the whole text is one field. */
function expressionOf(written: string | undefined): RegExp {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(written ?? '') ?? [];
  try {
    // Without "global", whose match has no groups.
    return new RegExp(source ?? '(?<NewField>.*)', flags?.replace('g', ''));
  } catch {
    return /(?<NewField>.*)/;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
