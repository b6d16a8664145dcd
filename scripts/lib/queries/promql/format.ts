import { parsePromql } from './parse.ts';
import { substituteVariables } from './placeholders.ts';
import { tokensOf, type Token } from './tokens.ts';
import type { VariableReference } from './variables.ts';

/** Words with a list of labels behind them. */
const GROUPING = /^(?:by|without|on|ignoring|group_left|group_right)$/i;
const OPERATOR_WORDS = /^(?:and|or|unless|atan2|offset|bool)$/i;
const OPERATOR = /^(?:[-+*/%^<>@]|==|!=|<=|>=)$/;

/**
 * A query with the spaces of the house style: one around operators and after commas (none or one between matchers), none
 * inside brackets. Line breaks and comments stay where they are, and no other character changes. A text that cannot be read comes back as it is.
 */
export function formatPromql(text: string): string {
  if (parsePromql(text).diagnostics.length > 0) return text;
  const { text: plain, variables } = substituteVariables(text);
  const tokens = tokensOf(plain);
  const open: string[] = [];
  let result = text.slice(0, tokens[0]?.from ?? 0);
  for (const [index, token] of tokens.entries()) {
    result += text.slice(token.from, token.to);
    if (/^[([{]$/.test(token.text)) open.push(token.text);
    else if (/^[)\]}]$/.test(token.text)) open.pop();
    const next = tokens[index + 1];
    if (!next) break;
    const gap = text.slice(token.to, next.from);
    const stays =
      /[^ \t]/.test(gap) ||
      next.kind === 'end' ||
      isPart(token, variables) ||
      isPart(next, variables);
    result += stays ? gap : (between(tokens, index, open.at(-1) ?? '') ?? gap);
  }
  result += text.slice(tokens.at(-1)?.to ?? text.length);
  return sameTokens(text, result) ? result : text;
}

/** A variable may be more or less than the token that stands for it. */
const isPart = ({ from, to }: Token, variables: readonly VariableReference[]): boolean =>
  variables.some((variable) => variable.from < to && variable.to > from);

/** What belongs between a token and the next one; undefined: whatever is there. */
function between(tokens: readonly Token[], index: number, inside: string): string | undefined {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (!token || !next) return undefined;
  const [a, b] = [token.text, next.text];
  if (/^[([{]$/.test(a) || /^[)\]},]$/.test(b)) return '';
  const isSpaced = token.to < next.from;
  if (inside === '{') return a === ',' && isSpaced ? ' ' : '';
  if (a === ',') return ' ';
  if (inside === '[') return undefined;
  if (b === '(') {
    if (GROUPING.test(a) || OPERATOR_WORDS.test(a) || a === ')') return ' ';
    if (token.kind === 'word') return '';
  }
  if ((b === '{' || b === '[') && (token.kind === 'word' || a === '}' || a === ')')) return '';
  if (isOperator(token)) return isSign(before) ? '' : ' ';
  if (isOperator(next) || token.kind === 'word' || next.kind === 'word') return ' ';
  return undefined;
}

const isOperator = ({ kind, text }: Token): boolean => kind === 'symbol' && OPERATOR.test(text);

/** What stands after this is the sign of an operand, not an operator between two. */
const isSign = (before: Token | undefined): boolean =>
  before === undefined ||
  isOperator(before) ||
  /^[(,]$/.test(before.text) ||
  (before.kind === 'word' && OPERATOR_WORDS.test(before.text));

/** Only spaces between tokens were touched. */
const sameTokens = (before: string, after: string): boolean =>
  before.replace(/[ \t]+/g, '') === after.replace(/[ \t]+/g, '') &&
  JSON.stringify(wordsOf(before)) === JSON.stringify(wordsOf(after));

const wordsOf = (text: string): string[] =>
  tokensOf(substituteVariables(text).text).map((token) => token.text);
