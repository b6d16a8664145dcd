import { toText } from '../values.ts';
import {
  flag,
  ofText,
  optionalNumber,
  optionalText,
  type FunctionTable,
} from './scalar-function.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** A text by code points, as the vendor counts its length. */
const pointsOf = (text: string): string[] =>
  SURROGATE.test(text) ? Array.from(text) : text.split('');

const lengthOf = (text: string): number =>
  SURROGATE.test(text) ? Array.from(text).length : text.length;

function trimmed(
  text: string,
  characters: string | undefined,
  left: boolean,
  right: boolean,
): string {
  if (characters === undefined) {
    const start = left ? text.trimStart() : text;
    return right ? start.trimEnd() : start;
  }
  // Only the ends are looked at: a message of a thousand characters is not to be taken apart for its line end.
  const points = SURROGATE.test(text) ? pointsOf(text) : text;
  const drop = new Set(pointsOf(characters));
  let [first, end] = [0, points.length];
  if (left) while (first < end && drop.has(points[first] ?? '')) first += 1;
  if (right) while (end > first && drop.has(points[end - 1] ?? '')) end -= 1;
  const kept = points.slice(first, end);
  return typeof kept === 'string' ? kept : kept.join('');
}

const trim = (left: boolean, right: boolean) =>
  ofText((text, characters) => trimmed(text, optionalText(characters), left, right));

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;
const HEX_PAIRS = /^(0x)?((?:[0-9a-f]{2})*)$/i;
const HEX_NUMBER = /^(-?)(?:0x)?([0-9a-f]+)$/i;

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-string-functions
 * Indexes and lengths count code points. The third argument of strcontains is documented, but people who tried it saw no effect,
 * so it has none here. What cannot be decoded is null.
 */
export const STRING_FUNCTIONS: FunctionTable = {
  concat: (...values) => values.map((value) => toText(value) ?? '').join(''),
  ltrim: trim(true, false),
  rtrim: trim(false, true),
  trim: trim(true, true),
  strlen: ofText(lengthOf),
  toupper: ofText((text) => text.toUpperCase()),
  tolower: ofText((text) => text.toLowerCase()),
  substr: ofText((text, startIndex, length) => {
    const start = Math.max(0, Math.trunc(optionalNumber(startIndex) ?? 0));
    const count = optionalNumber(length);
    const end = count === undefined ? undefined : start + Math.max(0, count);
    return SURROGATE.test(text)
      ? pointsOf(text).slice(start, end).join('')
      : text.slice(start, end);
  }),
  replace: ofText((text, search, replacement) => {
    const wanted = optionalText(search) ?? '';
    return wanted === '' ? text : text.split(wanted).join(optionalText(replacement) ?? '');
  }),
  strcontains: ofText((text, search) => flag(text.includes(optionalText(search) ?? ''))),
  startswith: ofText((text, search) => flag(text.startsWith(optionalText(search) ?? ''))),
  endswith: ofText((text, search) => flag(text.endsWith(optionalText(search) ?? ''))),
  urlencode: ofText((text) => encodeURIComponent(Buffer.from(text).toString())),
  urldecode: ofText(decoded),
  base64encode: ofText((text) => Buffer.from(text).toString('base64')),
  base64decode: ofText((text) =>
    BASE64.test(text) ? Buffer.from(text, 'base64').toString('utf8') : null,
  ),
  split: ofText((text, delimiter) => text.split(optionalText(delimiter) ?? '')),
  hextoascii: ofText((text) => {
    const digits = HEX_PAIRS.exec(text)?.[2];
    return digits === undefined ? null : Buffer.from(digits, 'hex').toString('latin1');
  }),
  hextodec: ofText((text) => {
    const [, sign, digits] = HEX_NUMBER.exec(text.trim()) ?? [];
    return digits === undefined ? null : Number.parseInt(digits, 16) * (sign ? -1 : 1);
  }),
  dectohex: (value) => {
    const number = optionalNumber(value);
    if (number === undefined) return null;
    const integer = Math.trunc(number);
    return `${integer < 0 ? '-' : ''}0x${Math.abs(integer).toString(16)}`;
  },
};
