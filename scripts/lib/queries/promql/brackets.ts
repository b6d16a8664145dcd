import { SyntaxMistake, type Token } from './tokens.ts';

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * Looks at the brackets alone: where one is missing, the place at which a parser gives up says little.
 * @throws SyntaxMistake at the first that is never closed, or closed by another
 */
export function checkBrackets(tokens: readonly Token[]): void {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'symbol') continue;
    if (token.text in CLOSING) open.push(token);
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
}
