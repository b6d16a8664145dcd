/** The value of a PromQL string literal, or where its escapes are wrong. Rules: promql/parser/lex.go and strutil/quote.go of Prometheus. */
export function unquote(literal: string): { value: string } | { error: string; at: number } {
  const quote = literal[0];
  if (literal.length < 2 || literal.at(-1) !== quote)
    return { error: 'unterminated string', at: 0 };
  const inner = literal.slice(1, -1);
  if (quote === '`') return { value: inner };
  const lineBreak = inner.indexOf('\n');
  if (lineBreak !== -1)
    return { error: 'unterminated string: a quoted string ends on its line', at: 0 };
  if (!inner.includes('\\')) return { value: inner };
  let value = '';
  for (let index = 0; index < inner.length; index++) {
    if (inner[index] !== '\\') {
      value += inner[index];
      continue;
    }
    const escape = ESCAPE.exec(inner.slice(index, index + 10));
    const letter = inner[index + 1] ?? '';
    if (escape === null && letter !== quote)
      return letter === ''
        ? { error: 'unterminated string', at: 0 }
        : {
            error: `unknown escape sequence \\${letter}; a backslash in a regular expression is written \\\\`,
            at: index + 1,
          };
    if (escape === null) {
      value += letter;
      index += 1;
      continue;
    }
    value += escapedCharacter(escape[0]);
    index += escape[0].length - 1;
  }
  return { value };
}

const ESCAPE = /^\\(?:[abfnrtv\\]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3})/;
const CONTROL: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

function escapedCharacter(escape: string): string {
  const letter = escape[1] ?? '';
  const control = CONTROL[letter];
  if (control !== undefined) return control;
  const code = /[xuU]/.test(letter) ? parseInt(escape.slice(2), 16) : parseInt(escape.slice(1), 8);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

const UNIT_SECONDS: Record<string, number> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of `5m`, `1h30m`, `300`; undefined for anything else. */
export function durationSeconds(text: string): number | undefined {
  if (/^[\d_.]+(e[+-]?\d+)?$/i.test(text)) return Number(text.replaceAll('_', ''));
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g))
    seconds += Number(count) * (UNIT_SECONDS[unit ?? ''] ?? 0);
  return seconds;
}

/** The value of a number literal: decimal, hexadecimal, Inf, NaN, or a duration (Prometheus 3 reads one as seconds). */
export function numberValue(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const unsigned = text.replace(/^[+-]\s*/, '').replaceAll('_', '');
  if (/^inf$/i.test(unsigned)) return sign * Infinity;
  return sign * (durationSeconds(unsigned) ?? Number(unsigned));
}
