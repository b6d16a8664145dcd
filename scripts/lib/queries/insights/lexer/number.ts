import { isDigit, isWordPart } from '../characters.ts';
import type { Token } from '../token.ts';
import { durationUnit } from '../units.ts';

const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DURATION = /^(\d+(?:\.\d+)?)([a-z]+)$/i;

/** A number, a duration (`5m`), or a name that starts with digits (`2xx`, `10.0.0.1`). */
export function scanNumber(text: string, from: number): Token {
  let to = from;
  for (;;) {
    const code = text.charCodeAt(to);
    if (isWordPart(code) || (code === 46 && isWordPart(text.charCodeAt(to + 1)))) to += 1;
    else if ((code === 43 || code === 45) && isExponent(text, from, to)) to += 1;
    else break;
  }
  // `20.` is a number, too; the dot is no part of anything else.
  if (text.charCodeAt(to) === 46 && NUMBER.test(text.slice(from, to + 1))) to += 1;
  const raw = text.slice(from, to);
  if (NUMBER.test(raw)) return { type: 'number', raw, from, to };
  const unit = DURATION.exec(raw)?.[2];
  if (unit !== undefined && durationUnit(unit) !== undefined)
    return { type: 'duration', raw, from, to };
  return { type: 'name', path: raw.split('.'), quoted: false, word: '', from, to };
}

/** Whether the sign at `at` belongs to `1e-5`. */
function isExponent(text: string, from: number, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return (
    (before === 101 || before === 69) &&
    at - from < 20 &&
    isDigit(text.charCodeAt(at + 1)) &&
    /^[\d.]+$/.test(text.slice(from, at - 1))
  );
}
