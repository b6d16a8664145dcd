import type {
  CallExpression,
  Command,
  Expression,
} from '../../../../../scripts/lib/queries/insights/ast.ts';
import { findFunction } from '../../../../../scripts/lib/queries/insights/functions.ts';
import { Lexer } from '../../../../../scripts/lib/queries/insights/lexer.ts';
import { parse } from '../../../../../scripts/lib/queries/insights/parser.ts';
import { expressionsOf, walk } from '../../../../../scripts/lib/queries/insights/visit.ts';

export interface Mutant {
  readonly kind: string;
  readonly text: string;
}

/** A query with one thing broken, in every place where that can be done. */
export function mutantsOf(text: string): Mutant[] {
  const { query } = parse(text);
  return [
    ...droppedTokens(text, query.commands),
    ...query.commands.flatMap((command) => misspeltCommands(text, command)),
    ...callsOf(query.commands).flatMap((call) => brokenCalls(text, call)),
    ...deadFields(text, query.commands),
  ];
}

const cut = (text: string, from: number, to: number, by = ''): string =>
  text.slice(0, from) + by + text.slice(to);

/** Each bracket, quote, slash, backtick, pipe, comma and operator left out. */
function droppedTokens(text: string, commands: readonly Command[]): Mutant[] {
  const mutants: Mutant[] = [];
  const drop = (kind: string, at: number, width = 1): void => {
    // A space takes its place, or the words around it would become one.
    mutants.push({ kind, text: cut(text, at, at + width, ' ') });
  };
  const regexes = regexesOf(commands);
  const lexer = new Lexer(text, () => undefined);
  let at = 0;
  for (;;) {
    const token = lexer.tokenAt(at);
    if (token.type === 'end') break;
    const regex = regexes.find(({ from }) => from === token.from);
    at = regex?.to ?? token.to;
    if (regex) {
      drop('slash', regex.from);
      continue;
    }
    if (token.type === 'string') {
      drop('quote', token.from);
      drop('quote', token.to - 1);
    } else if (token.type === 'name' && token.quoted) drop('backtick', token.to - 1);
    else if (token.type === 'symbol') {
      if ('()[]'.includes(token.text)) drop('bracket', token.from);
      else if (token.text === '|') drop('pipe', token.from);
      else if (token.text === ',') drop('comma', token.from);
      else if (/^(?:[=<>]|[!<>]=|=~)$/.test(token.text))
        drop('operator', token.from, token.text.length);
    }
  }
  return mutants;
}

function regexesOf(commands: readonly Command[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const command of commands) {
    if (command.kind === 'parse' && command.pattern?.kind === 'regex') found.push(command.pattern);
    for (const expression of expressionsOf(command))
      walk(expression, (e: Expression) => {
        if (e.kind === 'regex') found.push(e);
      });
  }
  return found;
}

/** A letter left out, two letters swapped. */
function misspeltCommands(text: string, { keywordSpan, keyword }: Command): Mutant[] {
  if (keyword.length < 4 || keyword.startsWith('$')) return [];
  const { from, to } = keywordSpan;
  const swapped = `${keyword[0]}${keyword[2]}${keyword[1]}${keyword.slice(3)}`;
  return [
    { kind: 'command', text: cut(text, from, to, keyword.slice(0, -1)) },
    ...(swapped === keyword ? [] : [{ kind: 'command', text: cut(text, from, to, swapped) }]),
  ].filter((mutant) =>
    parse(mutant.text).query.commands.every((c) => c.kind !== 'limit' || c.keyword !== 'tail'),
  );
}

function callsOf(commands: readonly Command[]): CallExpression[] {
  const calls: CallExpression[] = [];
  for (const command of commands)
    for (const expression of expressionsOf(command))
      walk(expression, (e) => {
        if (e.kind === 'call') calls.push(e);
      });
  return calls;
}

function brokenCalls(text: string, call: CallExpression): Mutant[] {
  const { from, to } = call.nameSpan;
  const mutants: Mutant[] = [
    { kind: 'function', text: cut(text, from, to, `${call.name}x`) },
    { kind: 'function', text: cut(text, from, to, 'no_such_function') },
  ];
  const definition = findFunction(call.name);
  const [first, second] = call.arguments;
  if (first && definition && definition.minimum === call.arguments.length)
    mutants.push({ kind: 'argument', text: cut(text, first.from, second?.from ?? first.to) });
  const anyOrder = /^(?:greatest|least)$/i.test(call.name);
  const constant = second && !anyOrder && ['number', 'duration'].includes(second.kind);
  if (first?.kind === 'field' && second && constant)
    mutants.push({
      kind: 'swap',
      text: cut(
        text,
        first.from,
        second.to,
        `${text.slice(second.from, second.to)}, ${first.name}`,
      ),
    });
  return mutants;
}

/** A field behind `stats` that it did not leave, and one that is used there misspelt. */
function deadFields(text: string, commands: readonly Command[]): Mutant[] {
  const stats = commands.findLastIndex((command) => command.kind === 'stats');
  if (stats < 0) return [];
  const mutants: Mutant[] = [];
  const end = commands.at(-1)?.to ?? text.length;
  if (
    !commands.some((c) => c.kind === 'limit' || c.kind === 'fillmissing' || c.kind === 'appendcols')
  )
    mutants.push(
      { kind: 'dead field', text: `${text.slice(0, end)}\n| sort goneField desc` },
      { kind: 'dead field', text: `${text.slice(0, end)}\n| display @logStream` },
      { kind: 'dead field', text: `${text.slice(0, end)}\n| filter goneField > 10` },
    );
  for (const command of commands.slice(stats + 1))
    for (const expression of expressionsOf(command))
      walk(expression, (e) => {
        if (e.kind !== 'field' || e.name === '@timestamp') return;
        mutants.push({ kind: 'dead field', text: cut(text, e.from, e.to, `${e.name}_gone`) });
      });
  return mutants;
}
