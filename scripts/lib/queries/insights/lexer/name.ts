import { isDigit, isWordPart } from '../characters.ts';
import type { Token } from '../token.ts';
import { scanPlaceholder } from './placeholder.ts';

/**
 * A name: segments of word characters or in backticks, joined by dots, with indexes in brackets behind them:
 * `a.b`, `` a.`b-c`[1] ``, `` @`aws.tag.aws:x` ``. A name with `$var` in it is a placeholder as a whole.
 * Source: CWL_QuerySyntax-Guidelines.html, CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-structure-types
 */
export function scanName(
  text: string,
  from: number,
  unclosed: (from: number, to: number) => void,
): Token {
  const path: (string | number)[] = [];
  let quoted = false;
  let placeholder = false;
  let segment = '';
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 96) {
      const end = backtickEnd(text, at);
      if (end.closed) segment += text.slice(at + 1, end.at);
      else {
        unclosed(at, end.at);
        segment += text.slice(at + 1, end.at);
      }
      quoted = true;
      at = end.closed ? end.at + 1 : end.at;
    } else if (isWordPart(code)) {
      const start = at;
      while (isWordPart(text.charCodeAt(at))) at += 1;
      segment += text.slice(start, at);
    } else if (code === 36) {
      placeholder = true;
      at = scanPlaceholder(text, at);
    } else if (code === 46 && continuesName(text.charCodeAt(at + 1))) {
      path.push(segment);
      segment = '';
      at += 1;
    } else if (code === 91 && !isKeyword(path, segment)) {
      const index = indexAt(text, at);
      if (index === undefined) break;
      path.push(segment, index.value);
      segment = '';
      at = index.to;
      // Behind an index a dot or another bracket goes on; anything else ends the name.
      while (text.charCodeAt(at) === 91) {
        const next = indexAt(text, at);
        if (next === undefined) break;
        path.push(next.value);
        at = next.to;
      }
      if (text.charCodeAt(at) === 46 && continuesName(text.charCodeAt(at + 1))) at += 1;
      else return token(text, from, at, path, quoted, placeholder);
    } else break;
  }
  path.push(segment);
  return token(text, from, at, path, quoted, placeholder);
}

function token(
  text: string,
  from: number,
  to: number,
  path: readonly (string | number)[],
  quoted: boolean,
  placeholder: boolean,
): Token {
  if (placeholder) return { type: 'placeholder', from, to };
  const word = quoted || path.length > 1 ? '' : text.slice(from, to).toLowerCase();
  return { type: 'name', path, quoted, word, from, to };
}

/** `in[200]` is the operator and a list, no name with an index. */
const isKeyword = (path: readonly unknown[], segment: string): boolean =>
  path.length === 0 && segment.toLowerCase() === 'in';

const continuesName = (code: number): boolean => isWordPart(code) || code === 96 || code === 36;

function indexAt(text: string, from: number): { value: number; to: number } | undefined {
  let at = from + 1;
  while (isDigit(text.charCodeAt(at)) && at - from < 12) at += 1;
  if (at === from + 1 || text.charCodeAt(at) !== 93) return undefined;
  return { value: Number(text.slice(from + 1, at)), to: at + 1 };
}

/** A name does not span lines: an open backtick ends at the next pipe or line break. */
function backtickEnd(text: string, from: number): { at: number; closed: boolean } {
  let at = from + 1;
  let pipe = -1;
  while (at < text.length && text[at] !== '\n') {
    if (text[at] === '`') return { at, closed: true };
    if (text[at] === '|' && pipe < 0) pipe = at;
    at += 1;
  }
  return { at: pipe < 0 ? at : pipe, closed: false };
}
