import type { SourceArgument, SourceCommand, SourceFunction, SourceSelector } from '../ast.ts';
import { commandKind } from './command-names.ts';
import { unescapeString } from '../lexer/quotes.ts';
import { parseOptions, type Head } from './parts.ts';
import type { TokenStream } from './token-stream.ts';

type Tag = SourceArgument['tags'][number];

/**
 * `SOURCE logGroups(namePrefix: ['a']) logGroupTags([{"key": "k", "values": ["v"]}])`, `SOURCE '/aws/lambda/x'`,
 * `SOURCE lg start=-1d end=now`. Source: CWL_QuerySyntax-Source.html, -Join.html, -Logcompare.html
 */
export function parseSource(s: TokenStream, head: Head): SourceCommand {
  const selectors: SourceSelector[] = [];
  while (!s.atEnd && !s.isSymbol('|', ')')) {
    const second = s.second();
    if (s.token.type === 'name' && second.type === 'symbol' && second.text === '=') break;
    // A pipe was forgotten: `SOURCE 'a' filter x = 1`.
    if (selectors.length > 0 && s.token.type === 'name' && commandKind(s.token.word)) break;
    const selector = selectorOf(s);
    if (selector === undefined) break;
    selectors.push(selector);
    s.takeSymbol(',');
  }
  const options = parseOptions(s);
  if (selectors.length === 0) s.expected('log groups, such as logGroups(namePrefix: ["/ecs"])');
  return { kind: 'source', ...head, selectors, options };
}

function selectorOf(s: TokenStream): SourceSelector | undefined {
  const { token } = s;
  const { from } = token;
  if (token.type === 'string') {
    s.next();
    return { kind: 'source-group', name: unescapeString(token.raw), from, to: token.to };
  }
  const second = s.second();
  if (token.type === 'name' && second.type === 'symbol' && second.text === '(')
    return functionOf(s);
  if (token.type === 'name' || token.type === 'placeholder' || s.isSymbol('/')) {
    // A log group's name without quotes, slashes, hyphens and colons included.
    const span = s.takeUpTo(Math.max(s.lexer.bareEnd(from), token.to));
    return { kind: 'source-group', name: s.text.slice(span.from, span.to), ...span };
  }
  s.expected('log groups');
  return undefined;
}

function functionOf(s: TokenStream): SourceFunction {
  const name = s.next();
  const open = s.next();
  const args: SourceArgument[] = [];
  while (!s.atEnd && !s.isSymbol(')', '|')) {
    const before = s.token.from;
    args.push(argumentOf(s));
    comma(s, ')');
    if (s.token.from === before) s.next();
  }
  if (!s.takeSymbol(')'))
    s.report('unclosed-bracket', 'The parenthesis that opens here is not closed.', open);
  return {
    kind: 'source-function',
    name: s.text.slice(name.from, name.to),
    nameSpan: { from: name.from, to: name.to },
    arguments: args,
    from: name.from,
    to: s.end,
  };
}

function argumentOf(s: TokenStream): SourceArgument {
  const { token } = s;
  const { from } = token;
  let name = '';
  if (token.type === 'name') {
    s.next();
    name = s.text.slice(token.from, token.to);
    if (!s.takeSymbol(':')) s.expected('":"');
  }
  const { values, tags } = listOf(s);
  return { kind: 'source-argument', name, values, tags, from, to: s.end };
}

/** `['a', 'b']` or `[{"key": "k", "values": ["v"]}]`. */
function listOf(s: TokenStream): { values: string[]; tags: Tag[] } {
  const values: string[] = [];
  const tags: Tag[] = [];
  const open = s.token;
  if (!s.takeSymbol('[')) {
    s.expected('a list such as ["a", "b"]');
    return { values, tags };
  }
  while (!s.atEnd && !s.isSymbol(']', '|')) {
    const { token } = s;
    if (s.isSymbol('{')) tags.push(tagOf(s));
    else if (token.type === 'string') values.push(unescapeString(token.raw));
    else if (token.type === 'placeholder') values.push(s.text.slice(token.from, token.to));
    else s.expected('a string');
    if (!s.isSymbol(']')) s.next();
    comma(s, ']');
  }
  if (!s.takeSymbol(']'))
    s.report('unclosed-bracket', 'The bracket that opens here is not closed.', open);
  return { values, tags };
}

/** Between two parts of a list stands a comma. */
function comma(s: TokenStream, close: string): void {
  if (!s.takeSymbol(',') && !s.atEnd && !s.isSymbol(close, '|')) s.expected(`"," or "${close}"`);
}

/** `{"key": "team", "values": ["a", "b"]}`; leaves the closing brace as the next token. */
function tagOf(s: TokenStream): Tag {
  const open = s.next();
  let key = '';
  let values: string[] = [];
  while (!s.atEnd && !s.isSymbol('}', '|')) {
    const { token } = s;
    const property = s.text.slice(token.from, token.to).replaceAll(/["']/g, '');
    s.next();
    if (!s.takeSymbol(':')) {
      s.expected('":"');
      continue;
    }
    if (property === 'values') values = listOf(s).values;
    else {
      key = s.token.type === 'string' ? unescapeString(s.token.raw) : '';
      s.next();
    }
    comma(s, '}');
  }
  if (!s.isSymbol('}'))
    s.report('unclosed-bracket', 'The brace that opens here is not closed.', open);
  return { key, values };
}
