import {
  classCharacter,
  classRange,
  HORIZONTAL_SPACE,
  literal,
  namedSet,
} from './character-class.ts';
import type { PatternReader } from './pattern-reader.ts';

/** Reads `[…]`, its first bracket already read, and writes it as JavaScript does. `useUnicode` is called when it needs the flag u. */
export function readClass(
  reader: PatternReader,
  ignoreCase: boolean,
  useUnicode: () => void,
): string {
  const negated = reader.take('^');
  let inside = '';
  // RE2 and POSIX: a bracket in front is a member.
  if (reader.take(']')) inside += '\\]';
  while (!reader.take(']')) {
    if (reader.done) reader.fail('a class is not closed');
    const set = readSet(reader, useUnicode);
    if (set !== null) inside += set;
    else inside += readRange(reader, ignoreCase, useUnicode);
  }
  if (inside === '') return negated ? '[^]' : '(?!)';
  return `[${negated ? '^' : ''}${inside}]`;
}

/** `[:alpha:]`, `\d`, `\p{L}`: a member that is a set; null where a single character or a range stands. */
function readSet(reader: PatternReader, useUnicode: () => void): string | null {
  const posix = reader.match(/\[:(\w+):\]/y);
  if (posix !== null) return namedSet(posix[1] ?? '') ?? reader.fail(`no class ${posix[0]}`);
  const simple = reader.match(/\\([dDwWsS])/y);
  if (simple !== null) return simple[0];
  if (reader.take('\\h')) return HORIZONTAL_SPACE;
  const property = reader.match(/\\([pP])(?:\{([\w=]+)\}|([A-Z]))/y);
  if (property === null) return null;
  const [, letter = 'p', long, short] = property;
  const name = long ?? short ?? '';
  const set = letter === 'p' ? namedSet(name) : undefined;
  if (set !== undefined) return set;
  useUnicode();
  return `\\${letter}{${name.replace(/^Is/, '')}}`;
}

function readRange(reader: PatternReader, ignoreCase: boolean, useUnicode: () => void): string {
  const from = readCharacter(reader, useUnicode);
  // A hyphen at the end, or before a set, is a member.
  if (!reader.looksAt('-') || reader.looksAt('-]') || /^-(\\[dDwWsSpPh]|\[:)/.test(rest(reader)))
    return single(from, ignoreCase);
  reader.take('-');
  const to = readCharacter(reader, useUnicode);
  if (to < from) reader.fail('a range runs backwards');
  return classRange(from, to, ignoreCase);
}

const rest = (reader: PatternReader): string =>
  reader.text.slice(reader.position, reader.position + 3);

function readCharacter(reader: PatternReader, useUnicode: () => void): number {
  const c = reader.next();
  let code = c.codePointAt(0) ?? 0;
  if (c === '\\') {
    const letter = reader.next();
    // In a class \b is a backspace.
    const escaped = letter === 'b' ? 8 : reader.escapedCharacter(letter);
    if (escaped === null) reader.fail(`\\${letter} means nothing in a class`);
    code = escaped;
  }
  if (code > 0xffff) useUnicode();
  return code;
}

/** One member, in both cases when case does not matter (also outside ASCII). */
function single(code: number, ignoreCase: boolean): string {
  if (!ignoreCase || code < 128) return classRange(code, code, ignoreCase);
  const both = literal(code, true);
  return both.startsWith('[') ? both.slice(1, -1) : classCharacter(code);
}
