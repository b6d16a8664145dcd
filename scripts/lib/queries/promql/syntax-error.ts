import type { Tree } from '@lezer/common';
import type { Mistake } from './build-ast.ts';

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * What is wrong with a text that the grammar could not read, in the words of a person. Brackets and quotes first: where
 * one is missing, the place at which the grammar gave up says little.
 */
export function syntaxMistake(
  tree: Tree,
  substituted: string,
  original: string,
): Mistake | undefined {
  const failure = firstFailure(tree);
  if (failure === undefined) return undefined;
  if (original.trim() === '')
    return { message: 'The query is empty.', from: 0, to: original.length };
  const unbalanced = bracketMistake(substituted);
  if (unbalanced) return unbalanced;
  const at = failure.from + (/^\s*/.exec(substituted.slice(failure.from))?.[0].length ?? 0);
  const rest = original.slice(at);
  if (rest === '')
    return {
      message: 'The query ends where an expression should follow.',
      from: Math.max(0, original.trimEnd().length - 1),
      to: original.trimEnd().length,
    };
  const word = /^(?:[\w:.]+|"[^"]*"?|'[^']*'?|[=!<>]=?~?|.)/su.exec(rest)?.[0] ?? rest[0] ?? '';
  const previous = /(\S+)\s*$/.exec(original.slice(0, at))?.[1] ?? '';
  const place = previous === '' ? 'at the start' : `after "${previous.slice(-30)}"`;
  return { message: `Unexpected "${word.slice(0, 40)}" ${place}.`, from: at, to: at + word.length };
}

function firstFailure(tree: Tree): { from: number } | undefined {
  let failure: { from: number } | undefined;
  tree.cursor().iterate((node) => {
    if (failure !== undefined) return false;
    if (node.type.isError) failure = { from: node.from };
    return undefined;
  });
  return failure;
}

/** The first bracket or quote that is never closed, or closed by another. */
function bracketMistake(text: string): Mistake | undefined {
  const open: { bracket: string; at: number }[] = [];
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? '';
    if (char === '#') {
      const end = text.indexOf('\n', index);
      index = end === -1 ? text.length : end;
    } else if (char === '"' || char === "'" || char === '`') {
      const end = closingQuote(text, index);
      if (end === -1)
        return {
          message: `The string that begins here has no closing ${char}.`,
          from: index,
          to: text.length,
        };
      index = end;
    } else if (char in CLOSING) open.push({ bracket: char, at: index });
    else if (char === ')' || char === ']' || char === '}') {
      const last = open.pop();
      if (last === undefined)
        return { message: `This "${char}" closes nothing.`, from: index, to: index + 1 };
      if (CLOSING[last.bracket] !== char)
        return {
          message: `"${last.bracket}" is closed by "${char}"; "${CLOSING[last.bracket] ?? ''}" is missing before it.`,
          from: index,
          to: index + 1,
        };
    }
  }
  const last = open.at(-1);
  return (
    last && {
      message: `"${last.bracket}" is never closed.`,
      from: last.at,
      to: last.at + 1,
    }
  );
}

function closingQuote(text: string, from: number): number {
  const quote = text[from];
  for (let index = from + 1; index < text.length; index++) {
    if (text[index] === quote) return index;
    if (text[index] === '\\' && quote !== '`') index++;
    if (text[index] === '\n' && quote !== '`') return -1;
  }
  return -1;
}
