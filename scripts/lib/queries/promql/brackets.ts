import { SyntaxMistake, type Token } from './tokens.ts';

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/** Brackets that may be nested; deeper ones would exhaust the stack of a parser that calls itself. */
export const MAX_DEPTH = 1000;

/**
 * Looks at the brackets alone: where one is missing, the place at which a parser gives up says little.
 * @returns how deep they are nested @throws SyntaxMistake at the first that is never closed, or closed by another
 */
export function checkBrackets(tokens: readonly Token[]): number {
  const open: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind !== 'symbol') continue;
    if (token.text in CLOSING) depth = Math.max(depth, open.push(token));
    else if (token.text === ')' || token.text === ']' || token.text === '}') {
      const last = open.pop();
      if (last === undefined)
        throw new SyntaxMistake(`This "${token.text}" closes nothing.`, token);
      const expected = CLOSING[last.text] ?? '';
      if (expected !== token.text)
        throw new SyntaxMistake(
          `"${last.text}" is closed by "${token.text}": "${expected}" is missing before it.`,
          token,
        );
    }
  }
  const last = open.at(-1);
  if (last) throw new SyntaxMistake(`"${last.text}" is never closed.`, last);
  return depth;
}
