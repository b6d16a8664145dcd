import type {
  CidrLookupCommand,
  JoinCommand,
  LookupColumn,
  LookupCommand,
  Option,
} from '../ast.ts';
import { parseExpression, parseOperand } from './expressions.ts';
import { parseAlias, parseName, parseOptions, parseSubquery, type CommandParser } from './parts.ts';
import { fieldOf, type TokenStream } from './token-stream.ts';

/** Commands that bring in another table or query: lookup, cidrlookup, join, appendcols. */
export const TABLE_COMMANDS = {
  lookup(s, head): LookupCommand {
    const table = tableOf(s);
    const matches = columns(s, 'output', 'outputnew');
    const mode = modeOf(s);
    return { kind: 'lookup', ...head, table, matches, mode, outputs: columns(s) };
  },
  cidrlookup(s, head): CidrLookupCommand {
    const table = tableOf(s);
    const ip = parseOperand(s);
    const cidrColumn = parseAlias(s);
    const mode = modeOf(s);
    return {
      kind: 'cidrlookup',
      ...head,
      table,
      ip,
      ...(cidrColumn ? { cidrColumn } : {}),
      mode,
      outputs: columns(s),
    };
  },
  join(s, head): JoinCommand {
    const options = parseOptions(s);
    const type = options.find((o) => o.name === 'type')?.value;
    const isLeft = type?.kind === 'field' && type.name.toLowerCase() === 'left';
    if (
      type !== undefined &&
      !isLeft &&
      !(type.kind === 'field' && type.name.toLowerCase() === 'inner')
    )
      s.report('option-value', 'A join is of type inner or left.', type);
    for (const option of options.filter((o) => !['type', 'left', 'right'].includes(o.name)))
      s.report('option-value', `join has no option ${option.name}.`, option.nameSpan);
    const left = aliasOption(options, 'left');
    const right = aliasOption(options, 'right');
    if (!s.takeWord('where', 'on')) s.expected('"where" and the fields that must be equal');
    const condition = parseExpression(s);
    const query = parseSubquery(s);
    return {
      kind: 'join',
      ...head,
      type: isLeft ? 'left' : 'inner',
      ...(left ? { left } : {}),
      ...(right ? { right } : {}),
      condition,
      ...(query ? { query } : {}),
    };
  },
  appendcols(s, head) {
    const options = parseOptions(s);
    const query = parseSubquery(s);
    return { kind: 'appendcols', ...head, options, ...(query ? { query } : {}) };
  },
} satisfies Record<string, CommandParser>;

function aliasOption(options: readonly Option[], name: string): JoinCommand['left'] {
  const value = options.find((o) => o.name === name)?.value;
  return value?.kind === 'field' ? value : undefined;
}

function tableOf(s: TokenStream): LookupCommand['table'] {
  const { token } = s;
  if (token.type === 'name') {
    s.next();
    return fieldOf(token);
  }
  const table = parseOperand(s);
  if (table.kind === 'string' || table.kind === 'placeholder' || table.kind === 'error')
    return table;
  s.report('syntax', 'Expected the name of a lookup table here.', table);
  return { kind: 'error', text: '', from: table.from, to: table.to };
}

function modeOf(s: TokenStream): LookupCommand['mode'] {
  const isNew = s.isWord('outputnew');
  if (!s.takeWord('output', 'outputnew')) s.expected('OUTPUT or OUTPUTNEW and the fields to add');
  return isNew ? 'outputnew' : 'output';
}

/** `column [as field], …`. */
function columns(s: TokenStream, ...stop: readonly string[]): LookupColumn[] {
  const found: LookupColumn[] = [];
  do {
    if (s.isWord(...stop)) {
      s.expected('a column of the lookup table');
      return found;
    }
    const column = parseName(s, 'a column of the lookup table');
    if (!column) return found;
    const alias = parseAlias(s);
    found.push({
      kind: 'lookup-column',
      column,
      field: alias ?? column,
      from: column.from,
      to: s.end,
    });
  } while (s.takeSymbol(','));
  return found;
}
