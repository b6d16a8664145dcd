import type { JsonMap } from '../values.ts';

const CELL = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/g;

/** The values of a comma-separated line; quoted ones may hold commas and doubled quotes (RFC 4180). */
export function csvValues(line: string): string[] {
  const values: string[] = [];
  const text = line.replace(/\r?\n$/, '');
  // Without a closing quote a value is plain, so that every place has one.
  for (const [, quoted, plain = '', comma] of text.matchAll(CELL)) {
    values.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (comma === '') break;
  }
  return values;
}

const PAIR = /([^\s=]+)(?:=(?:"((?:[^"\\]|\\.)*)"|(\S*)))?/g;

/** The pairs of a logfmt line: `level=info msg="two words" fast`. A key without a value is true. Null where there is no pair at all. */
export function logfmtPairs(line: string): JsonMap | null {
  const pairs: [string, string | boolean][] = [];
  for (const [whole, key = '', quoted, plain] of line.matchAll(PAIR)) {
    if (!whole.includes('=')) pairs.push([key, true]);
    else pairs.push([key, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '']);
  }
  return pairs.some(([, value]) => value !== true) ? Object.fromEntries(pairs) : null;
}
