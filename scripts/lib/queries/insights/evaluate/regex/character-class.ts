/** Named sets of characters, as the inside of a JavaScript class: POSIX `[[:alpha:]]`, Java and RE2 `\p{Alpha}`. */
const NAMED: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  blank: ' \\t',
  word: '\\w',
  xdigit: '0-9a-fA-F',
  cntrl: '\\x00-\\x1f\\x7f',
  graph: '!-~',
  print: ' -~',
  ascii: '\\x00-\\x7f',
};

/** The set of a POSIX name, in any case; undefined for a Unicode property. */
export function namedSet(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(NAMED, key) ? NAMED[key] : undefined;
}

/** Horizontal white space of Java's `\h`. */
export const HORIZONTAL_SPACE = ' \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';

const hex = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** A character of a class as it must be written there. */
export function classCharacter(code: number): string {
  if (code > 0xffff) return String.fromCodePoint(code);
  const c = String.fromCharCode(code);
  if (/[\\\][^-]/.test(c)) return `\\${c}`;
  return code < 32 || code > 126 ? hex(code) : c;
}

const inRange = (from: number, to: number, low: string, high: string): [number, number] | null => {
  const start = Math.max(from, low.charCodeAt(0));
  const end = Math.min(to, high.charCodeAt(0));
  return start <= end ? [start, end] : null;
};

/** The range of characters, with the other case of its letters when case does not matter. */
export function classRange(from: number, to: number, ignoreCase: boolean): string {
  const range = (a: number, b: number): string =>
    a === b ? classCharacter(a) : `${classCharacter(a)}-${classCharacter(b)}`;
  let text = range(from, to);
  if (!ignoreCase) return text;
  const lower = inRange(from, to, 'a', 'z');
  const upper = inRange(from, to, 'A', 'Z');
  if (lower) text += range(lower[0] - 32, lower[1] - 32);
  if (upper) text += range(upper[0] + 32, upper[1] + 32);
  return text;
}

/** A literal character outside classes. */
export function literal(code: number, ignoreCase: boolean): string {
  const c = String.fromCodePoint(code);
  if (ignoreCase && c.toLowerCase() !== c.toUpperCase()) {
    const other = c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase();
    if (other.length === c.length) return `[${c}${other}]`;
  }
  if (code <= 0xffff && (code < 32 || code > 126)) return hex(code);
  return /[\\^$.*+?()[\]{}|/]/.test(c) ? `\\${c}` : c;
}
