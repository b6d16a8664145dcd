import type { CommandKind, LimitCommand, ParseCommand, SortKey } from '../ast.ts';
import { parseDuration, parseExpression, parseOperand } from './expressions.ts';
import { parseAlias, parseItems, parseName, parseOperands, type CommandParser } from './parts.ts';
import { parseParse, parseJson } from './parse-command.ts';
import { parseSource } from './source-command.ts';
import { NEWER_COMMANDS } from './newer-commands.ts';
import { TABLE_COMMANDS } from './table-commands.ts';
import type { TokenStream } from './token-stream.ts';

/** The reader of each command. */
export const COMMAND_PARSERS: Readonly<
  Record<Exclude<CommandKind, 'unknown' | 'saved-query'>, CommandParser>
> = {
  ...NEWER_COMMANDS,
  ...TABLE_COMMANDS,
  fields: (s, head) => ({ kind: 'fields', ...head, items: parseItems(s) }),
  display: (s, head) => ({ kind: 'display', ...head, items: parseItems(s) }),
  filter: (s, head) => ({ kind: 'filter', ...head, condition: parseExpression(s) }),
  filterIndex: (s, head) => ({ kind: 'filterIndex', ...head, condition: parseExpression(s) }),
  source: parseSource,
  parse: (s, head): ParseCommand => parseParse(s, head),
  json: parseJson,
  stats(s, head) {
    const aggregates = s.isWord('by') ? [] : parseItems(s);
    if (aggregates.length === 0) s.expected('an aggregate such as count(*)');
    // AWS's own samples also write `group by`.
    const second = s.isWord('group') ? s.second() : undefined;
    if (second?.type === 'name' && second.word === 'by') s.next();
    const groups = s.takeWord('by') ? parseItems(s) : [];
    const offset = s.takeWord('offset') ? parseDuration(s) : undefined;
    return {
      kind: 'stats',
      ...head,
      aggregates,
      groups,
      ...(offset?.kind === 'duration' ? { offset } : {}),
    };
  },
  sort(s, head) {
    // `sort by x` is in the vendor's own examples.
    s.takeWord('by');
    const keys: SortKey[] = [];
    do keys.push(sortKey(s));
    while (s.takeSymbol(','));
    return { kind: 'sort', ...head, keys };
  },
  limit(s, head): LimitCommand {
    if (head.keyword !== 'limit')
      s.report('deprecated-command', `${head.keyword} was replaced with limit.`, head.keywordSpan, {
        description: 'write limit',
        replacement: 'limit',
        ...head.keywordSpan,
      });
    const any = s.takeWord('any');
    return { kind: 'limit', ...head, any, count: limitCount(s) };
  },
  dedup: (s, head) => ({ kind: 'dedup', ...head, fields: parseOperands(s) }),
  pattern: (s, head) => ({ kind: 'pattern', ...head, expression: parseOperand(s) }),
  diff(s, head) {
    const period = s.takeWord('previousday')
      ? 'previousDay'
      : s.takeWord('previousweek')
        ? 'previousWeek'
        : s.takeWord('previousmonth')
          ? 'previousMonth'
          : 'previous';
    return { kind: 'diff', ...head, period };
  },
  anomaly: (_, head) => ({ kind: 'anomaly', ...head }),
  unmask: (s, head) => ({ kind: 'unmask', ...head, items: parseItems(s) }),
  unnest(s, head) {
    const expression = parseOperand(s);
    if (!s.takeWord('into')) s.expected('"into" and a name');
    const alias = parseName(s, 'a name behind "into"');
    return {
      kind: 'unnest',
      ...head,
      expression,
      alias: alias ?? { kind: 'error', text: '', from: s.end, to: s.end },
    };
  },
  expand: (s, head) => ({ kind: 'expand', ...head, expression: parseOperand(s) }),
};

function sortKey(s: TokenStream): SortKey {
  if (s.isWord('asc', 'desc') && !['name', 'symbol'].includes(s.second().type))
    s.expected('a field to sort by');
  const expression = parseExpression(s);
  let alias = parseAlias(s);
  const descending = s.isWord('desc');
  const explicit = s.takeWord('asc', 'desc');
  alias ??= parseAlias(s);
  return {
    kind: 'sort-key',
    expression,
    direction: descending ? 'desc' : 'asc',
    explicit,
    ...(alias ? { alias } : {}),
    from: expression.from,
    to: Math.max(expression.to, s.end),
  };
}

function limitCount(s: TokenStream): LimitCommand['count'] {
  const { token } = s;
  const { from, to } = token;
  if (token.type === 'number') {
    s.next();
    return { kind: 'number', value: Number(token.raw), raw: token.raw, from, to };
  }
  if (token.type === 'placeholder') {
    s.next();
    return { kind: 'placeholder', text: s.text.slice(from, to), from, to };
  }
  s.expected('a number of rows');
  return { kind: 'error', text: '', from: s.end, to: s.end };
}
