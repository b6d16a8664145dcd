import type { Expression, Query, Span } from '../ast.ts';
import { isSubqueryStart } from './command-names.ts';
import { setHeight } from './height.ts';
import { bareValue } from './primary.ts';
import type { TokenStream } from './token-stream.ts';

type Level = (s: TokenStream) => Expression;

const COMPARISONS: Readonly<Record<string, '=' | '!=' | '<' | '<=' | '>' | '>='>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** `a = b`, `a like "x"`, `a not in [1, 2]`, `a =~ /x/`: a row of them is read from the left. */
export function comparison(s: TokenStream, additive: Level): Expression {
  let left = additive(s);
  for (;;) {
    const next = oneComparison(s, left, additive);
    if (next === undefined) return left;
    left = next;
  }
}

function oneComparison(s: TokenStream, left: Expression, additive: Level): Expression | undefined {
  const { token } = s;
  const { from } = left;
  if (token.type === 'symbol') {
    const operator = COMPARISONS[token.text];
    if (operator !== undefined) {
      s.next();
      if (token.text === '<>') undocumented(s, token, token.text);
      const right = bareValue(s) ?? additive(s);
      const operatorSpan = spanOf(token);
      return capped(s, left, right, {
        kind: 'binary',
        operator,
        operatorSpan,
        left,
        right,
        from,
        to: right.to,
      });
    }
    if (token.text !== '=~' && token.text !== '!~') return undefined;
    s.next();
    if (token.text === '!~') undocumented(s, token, token.text);
    const pattern = additive(s);
    return capped(s, left, pattern, {
      kind: 'like',
      operator: '=~',
      operatorSpan: spanOf(token),
      negated: token.text === '!~',
      operand: left,
      pattern,
      from,
      to: pattern.to,
    });
  }
  const negated = s.isWord('not');
  if (negated && !isAffix(s)) return undefined;
  if (!negated && !s.isWord('like', 'in')) return undefined;
  if (negated) s.next();
  const keyword = s.token;
  const operatorSpan = { from: token.from, to: keyword.to };
  if (s.takeWord('like')) {
    const pattern = additive(s);
    return capped(s, left, pattern, {
      kind: 'like',
      operator: 'like',
      operatorSpan,
      negated,
      operand: left,
      pattern,
      from,
      to: pattern.to,
    });
  }
  s.next();
  const values = valuesOfIn(s, additive);
  const node: Expression = {
    kind: 'in',
    operatorSpan,
    negated,
    operand: left,
    values,
    from,
    to: Math.max(s.end, keyword.to),
  };
  return setHeight(node, 'kind' in values ? [left] : [left, ...values]) ? node : left;
}

function capped(s: TokenStream, left: Expression, right: Expression, node: Expression): Expression {
  if (setHeight(node, [left, right])) return node;
  s.report('too-deep', 'More operators than any query needs are chained here.', right);
  return left;
}

/** `not like` and `not in` behind a value; any other `not` there is a mistake. */
function isAffix(s: TokenStream): boolean {
  const second = s.second();
  return second.type === 'name' && (second.word === 'like' || second.word === 'in');
}

function valuesOfIn(s: TokenStream, additive: Level): readonly Expression[] | Query {
  const open = s.token;
  if (s.isSymbol('(')) {
    const second = s.second();
    if (second.type === 'name' && isSubqueryStart(second.word)) {
      s.next();
      return s.subquery();
    }
    s.next();
    const values = list(s, additive, ')', open);
    if (values.length > 0)
      s.report('list-brackets', 'Values of "in" are documented in square brackets only.', open, {
        description: 'write ["a", "b"] with square brackets',
      });
    return values;
  }
  if (s.isSymbol('[')) {
    s.next();
    return list(s, additive, ']', open);
  }
  if (s.token.type === 'placeholder') return [additive(s)];
  s.expected('a list such as ["a", "b"] or a subquery in parentheses');
  return [];
}

function list(s: TokenStream, additive: Level, close: ')' | ']', open: Span): Expression[] {
  const values: Expression[] = [];
  if (s.takeSymbol(close)) return values;
  do values.push(bareValue(s) ?? additive(s));
  while (s.takeSymbol(','));
  if (!s.takeSymbol(close)) {
    if (s.atEnd || s.isSymbol('|'))
      s.report('unclosed-bracket', `The bracket that opens here is not closed.`, open);
    else s.expected(`"," or "${close}"`);
  }
  return values;
}

const spanOf = ({ from, to }: Span): Span => ({ from, to });

const undocumented = (s: TokenStream, at: Span, operator: string): void =>
  s.report('undocumented-operator', `The documentation has no operator ${operator}.`, at, {
    description: operator === '<>' ? 'write !=' : 'write not like',
  });
