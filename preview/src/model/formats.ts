import { dateText } from './date-text.ts';

/** What a reference to a variable may stand for before it is written. */
export type Value = string | number | readonly string[];

/** What formats need to know besides the value. */
export interface Named {
  readonly name: string;
  /** What people see in place of the value. */
  readonly text?: string;
  /** The variable in the page's address, as `var-name=value`; `queryparam` writes it. */
  readonly parameter?: string;
}

type Format = (value: Value, named: Named, parts: readonly string[]) => string;

/** Grafana's formats by name: what comes after the colon of `${name:format:part}` (documentation, "Advanced variable format options"). */
const FORMATS: Readonly<Record<string, Format>> = {
  raw: (value) => String(value),
  csv: (value) => String(value),
  join: (value, _, [separator = ',']) => joined(value, separator),
  pipe: (value) => joined(value, '|'),
  glob: (value) => (isList(value) && value.length > 1 ? `{${value.join(',')}}` : String(value)),
  regex: (value) => {
    const escaped = each(value, escapeRegex);
    return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
  },
  json: (value) => (isList(value) ? JSON.stringify(value) : String(value)),
  html: (value) => escapeHtml(joined(value, ', ')),
  lucene: (value) => {
    if (!isList(value)) return escapeLucene(String(value));
    if (value.length === 0) return '__empty__';
    return `(${value.map((v) => `"${escapeLucene(v)}"`).join(' OR ')})`;
  },
  singlequote: (value) => each(value, (v) => `'${v.replace(/'/g, "\\'")}'`).join(','),
  doublequote: (value) => each(value, (v) => `"${v.replace(/"/g, '\\"')}"`).join(','),
  sqlstring: (value) =>
    each(value, (v) => `'${v.replace(/'/g, "''").replace(/"/g, '\\"')}'`).join(','),
  distributed: (value, { name }) =>
    each(value, (v, i) => (i === 0 ? v : `${name}=${v}`)).join(','),
  percentencode: (value) => encodePart(inBraces(value)),
  uriencode: (value) => encodeStrictly(encodeURI(inBraces(value))),
  queryparam: (value, { name, parameter }) =>
    parameter ?? each(value, (v) => `var-${name}=${encodePart(v)}`).join('&'),
  customqueryparam: (value, { name }, [own, prefix = '']) =>
    each(value, (v) => `${encodePart(own || name)}=${encodePart(prefix)}${encodePart(v)}`).join('&'),
  text: (value, { text }) => text ?? String(value),
  date: (value, _, parts) => dateText(isList(value) ? NaN : Number.parseInt(String(value), 10), parts),
};

/** Writes a value in a format; an unknown format is `glob`, as in Grafana. */
export function formatted(value: Value, named: Named, format = 'glob'): string {
  const [id = '', ...parts] = format.split(':');
  const write = Object.hasOwn(FORMATS, id) ? FORMATS[id] : FORMATS['glob'];
  return write?.(value, named, parts) ?? '';
}

/** What the page's address says of a variable: `var-task=a&var-task=b`, with `$`, `@`, `:`, `,` and `;` as they stand. */
export const addressParameter = (name: string, values: readonly string[]): string =>
  values.map((v) => `${encodeAddress(`var-${name}`)}=${encodeAddress(v)}`).join('&');

const isList = (value: Value): value is readonly string[] => Array.isArray(value);
const joined = (value: Value, separator: string): string =>
  isList(value) ? value.join(separator) : String(value);
const each = (value: Value, write: (one: string, index: number) => string): string[] =>
  (isList(value) ? value.map(String) : [String(value)]).map(write);
const inBraces = (value: Value): string =>
  isList(value) ? `{${value.join(',')}}` : String(value);

const escapeRegex = (value: string): string => value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
const escapeLucene = (value: string): string =>
  Number.isNaN(Number(value)) ? value.replace(/[!*+\-=<>\s&|()[\]{}^~?:\\/"]/g, '\\$&') : value;

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (c) => HTML[c] ?? c);

/** RFC 3986 reserves these, which JavaScript's own functions leave. */
const encodeStrictly = (encoded: string): string =>
  encoded.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const encodePart = (value: string): string => encodeStrictly(encodeURIComponent(value));
const encodeAddress = (value: string): string =>
  encodePart(value).replace(/%(?:40|3A|24|2C|3B)/gi, decodeURIComponent);
