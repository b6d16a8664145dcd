import type { JsonMap } from '../values.ts';

const CELL = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/y;

/** The values of a comma-separated line; quoted ones may hold commas and doubled quotes (RFC 4180). */
export function csvValues(line: string): string[] {
  const values: string[] = [];
  const text = line.replace(/\r?\n$/, '');
  for (let position = 0; ; position = CELL.lastIndex) {
    CELL.lastIndex = position;
    const match = CELL.exec(text);
    // An unpaired quote: the rest of the line is the value.
    if (match === null) return [...values, text.slice(position)];
    const [, quoted, plain = '', comma] = match;
    values.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (comma === '') return values;
  }
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
