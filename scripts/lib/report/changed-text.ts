import { escapeTerminal } from './escape.ts';

/** A text before and after, cut to what matters, each with carets under the part that differs. */
export interface ChangedText {
  readonly before: string;
  readonly beforeCarets: string;
  readonly after: string;
  readonly afterCarets: string;
}

/** Compares two texts for lines of at most `width` columns. Control characters are made harmless first. */
export function changedText(before: string, after: string, width: number): ChangedText {
  const [was, is] = [escapeTerminal(before), escapeTerminal(after)];
  const { start, endBefore, endAfter } = changedPart(was, is);
  const longest = Math.max(endBefore, endAfter) - start;
  // What is left of the width is shared by the text around the change, a little more before it than behind.
  const room = Math.max(8, width - longest);
  const isShort = Math.max(was.length, is.length) <= width;
  // Where the end of the text is near, the room that it leaves goes to the beginning.
  const last = Math.max(was.length, is.length) - width + 1;
  const from = isShort
    ? 0
    : wordStart(was, Math.max(0, Math.min(start - Math.floor(room * 0.6), last)));
  const show = (text: string, end: number): readonly [string, string] => {
    const line = cut(text, from, width);
    const indent = start - from + (from > 0 ? 1 : 0);
    const carets = Math.max(1, Math.min(end - start, Math.max(1, line.length - indent)));
    return [line, ' '.repeat(indent) + '^'.repeat(end === start ? 1 : carets)];
  };
  const [beforeLine, beforeCarets] = show(was, endBefore);
  const [afterLine, afterCarets] = show(is, endAfter);
  return { before: beforeLine, beforeCarets, after: afterLine, afterCarets };
}

/** The part between the common beginning and the common end, widened to whole words. */
function changedPart(a: string, b: string): { start: number; endBefore: number; endAfter: number } {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let same = 0;
  while (same < shortest - start && a[a.length - 1 - same] === b[b.length - 1 - same]) same++;
  while (start > 0 && isWord(a[start - 1]) && (isWord(a[start]) || isWord(b[start]))) start--;
  while (
    same > 0 &&
    isWord(a[a.length - same]) &&
    (isWord(a[a.length - same - 1]) || isWord(b[b.length - same - 1]))
  )
    same--;
  return {
    start,
    endBefore: Math.max(start, a.length - same),
    endAfter: Math.max(start, b.length - same),
  };
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\w$.]/.test(character);

/** A cut in the middle of a word is moved to its end. */
function wordStart(text: string, at: number): number {
  let index = at;
  while (
    index > 0 &&
    index < text.length &&
    index < at + 12 &&
    isWord(text[index]) &&
    isWord(text[index - 1])
  )
    index++;
  return index;
}

function cut(text: string, from: number, width: number): string {
  const head = from > 0 ? '…' : '';
  const rest = text.slice(from);
  const room = width - head.length;
  return head + (rest.length > room ? `${rest.slice(0, Math.max(1, room - 1))}…` : rest);
}
