import type { Command, CommandKind, Query, Span } from './ast.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { commandKind, keywordSpelling, nearestCommand } from './parser/command-names.ts';
import { COMMAND_PARSERS } from './parser/commands.ts';
import { hintFor } from './parser/hints.ts';
import { parseOptions } from './parser/parts.ts';
import { MAX_NESTING, TokenStream } from './parser/token-stream.ts';

/** What a text was read as. */
export interface ParseResult {
  readonly query: Query;
  /** Syntax errors and warnings in text order; empty for a well-formed query. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a query. Never throws; takes time linear in the length of the text; after a mistake goes on at the next pipe, or at
 * the next command where a pipe was forgotten, so that several mistakes are found at once.
 *
 * Written by hand and not as a Lezer grammar: whether a slash divides or begins a regular expression, whether a word is a
 * keyword, a field or a log group's name, and where a forgotten quote ends all depend on what the command expects, and the
 * messages say what that is.
 */
export function parse(text: string): ParseResult {
  const s = new TokenStream(text);
  s.subquery = () => nestedQuery(s);
  const commands = parseCommands(s, false);
  return {
    query: { kind: 'query', commands, comments: s.lexer.comments, from: 0, to: text.length },
    diagnostics: s.diagnostics.toSorted((a, b) => a.from - b.from),
  };
}

/** The query behind an opening parenthesis that was just taken, and its closing parenthesis. */
function nestedQuery(s: TokenStream): Query {
  const open = { from: s.end - 1, to: s.end };
  const { from } = s.token;
  s.nesting += 10;
  const commands = s.nesting > MAX_NESTING ? tooDeep(s, open) : parseCommands(s, true);
  s.nesting -= 10;
  const to = s.end;
  if (!s.takeSymbol(')'))
    s.report('unclosed-bracket', 'The parenthesis that opens here is not closed.', open);
  return { kind: 'query', commands, comments: [], from: Math.min(from, to), to };
}

function tooDeep(s: TokenStream, open: Span): Command[] {
  s.report('too-deep', 'Subqueries are nested too deep here.', open);
  while (!s.atEnd && !s.isSymbol(')')) s.next();
  return [];
}

function parseCommands(s: TokenStream, nested: boolean): Command[] {
  const commands: Command[] = [];
  if (s.isSymbol('|')) {
    const pipe = s.next();
    s.report('leading-pipe', 'The query begins with a pipe.', pipe, {
      description: 'leave the pipe out',
      replacement: '',
      from: pipe.from,
      to: pipe.to,
    });
  }
  const atEnd = (): boolean => s.atEnd || (nested && s.isSymbol(')'));
  while (!atEnd()) {
    const { token } = s;
    if (s.isSymbol('|', '||')) {
      s.next();
      s.report('empty-command', 'A command is missing between two pipes.', token);
      continue;
    }
    const command = parseCommand(s);
    commands.push(command);
    afterCommand(s, nested, command.kind);
    // Whatever stands there, something must be taken.
    if (s.token === token) s.next();
  }
  return commands;
}

function parseCommand(s: TokenStream): Command {
  const { token } = s;
  const { from, to } = token;
  if (token.type === 'placeholder') return savedQuery(s);
  const kind = token.type === 'name' ? commandKind(token.word) : undefined;
  if (kind === undefined || kind === 'unknown' || kind === 'saved-query') return unknownCommand(s);
  s.next();
  const keyword = keywordSpelling(s.text.slice(from, to).toLowerCase());
  const head = { keyword, keywordSpan: { from, to }, from, to };
  return { ...COMMAND_PARSERS[kind](s, head), to: s.end };
}

/** `$Name(parameter = "value")`, or a variable for whole commands. */
function savedQuery(s: TokenStream): Command {
  const { from, to } = s.next();
  const keyword = s.text.slice(from, to);
  const head = {
    kind: 'saved-query' as const,
    keyword,
    keywordSpan: { from, to },
    name: keyword.replaceAll(/[$`{}]/g, ''),
    from,
    to,
  };
  if (!s.isSymbol('(')) return head;
  const open = s.next();
  const args = parseOptions(s, true);
  if (!s.takeSymbol(')')) {
    if (s.atEnd || s.isSymbol('|'))
      s.report('unclosed-bracket', 'The parenthesis that opens here is not closed.', open);
    else s.expected('"," or ")"');
  }
  return { ...head, arguments: args, to: s.end };
}

/** Takes the pipe behind a command. Where something else stands, says so and goes on at the next pipe or command. */
function afterCommand(s: TokenStream, nested: boolean, kind: CommandKind): void {
  const { token } = s;
  if (token.type === 'end' || (nested && s.isSymbol(')'))) return;
  if (s.takeSymbol('|')) return;
  if (token.type === 'name' && commandKind(token.word) !== undefined && beginsLine(s)) {
    s.report('missing-pipe', `A pipe is missing before ${s.show(token)}.`, token, {
      description: 'put a pipe in front',
      replacement: '| ',
      from: token.from,
      to: token.from,
    });
    return;
  }
  if (s.isSymbol(')', ']'))
    s.report('unexpected-bracket', `This ${s.show(token)} closes nothing.`, token);
  else {
    const hint = hintFor(s, kind);
    const message = s.isSymbol('||')
      ? 'Insights has no "||": write "or", or one pipe.'
      : s.isSymbol('&&')
        ? 'Insights has no "&&": write "and".'
        : `Unexpected ${s.show(token)}${hint?.says ?? ''}.`;
    s.report('syntax', message, token, hint?.fix);
  }
  skipToPipe(s, nested);
  s.takeSymbol('|');
}

/** Whether only white space stands between the next token and the line's beginning. */
function beginsLine(s: TokenStream): boolean {
  return s.text.slice(s.end, s.token.from).includes('\n');
}

function unknownCommand(s: TokenStream): Command {
  const { token } = s;
  const { from, to } = token;
  const isWord = token.type === 'name' && token.word !== '';
  const keyword = isWord ? s.text.slice(from, to) : '';
  if (!isWord && token.type === 'name')
    s.report('syntax', `Expected a command, found ${s.show(token)}.`, token);
  else if (!isWord) s.expected('a command such as fields, filter or stats');
  else reportUnknown(s, keyword, token);
  if (token.type !== 'symbol' || !s.isSymbol(')')) s.next();
  skipToPipe(s, s.nesting > 0);
  return {
    kind: 'unknown',
    keyword,
    keywordSpan: { from, to: isWord ? to : from },
    text: s.text.slice(from, s.end),
    from,
    to: Math.max(from, s.end),
  };
}

function reportUnknown(s: TokenStream, keyword: string, at: Span): void {
  const { from, to } = at;
  const near = nearestCommand(keyword.toLowerCase());
  if (near !== undefined) {
    s.report('unknown-command', `There is no command ${keyword}; ${near} was probably meant.`, at, {
      description: `write ${near}`,
      replacement: near,
      from,
      to,
    });
    return;
  }
  s.report(
    'unknown-command',
    `The documentation has no command ${keyword}; AWS may have added it since.`,
    at,
    undefined,
    'warning',
  );
}

/** Leaves out the rest of a command, brackets and all. */
function skipToPipe(s: TokenStream, nested: boolean): void {
  let depth = 0;
  while (!s.atEnd) {
    if (s.isSymbol('|')) return;
    if (s.isSymbol('(', '[')) depth += 1;
    else if (s.isSymbol(')', ']')) {
      if (depth === 0 && nested && s.isSymbol(')')) return;
      depth = Math.max(0, depth - 1);
    }
    s.next();
  }
}
