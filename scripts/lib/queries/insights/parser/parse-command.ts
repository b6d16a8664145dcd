import type {
  Expression,
  FieldReference,
  JsonCommand,
  ParseCommand,
  StringLiteral,
} from '../ast.ts';
import { parseOperand } from './expressions.ts';
import { stringOf } from './primary.ts';
import { parseAlias, parseName, type Head } from './parts.ts';
import type { TokenStream } from './token-stream.ts';

/**
 * `parse [field] "glob" as a, b`, `parse [field] /regex/ [as a] [multi]`, `parse [field] logfmt as a`,
 * `parse [field] csv as a, b`. Source: CWL_QuerySyntax-Parse.html
 */
export function parseParse(s: TokenStream, head: Head): ParseCommand {
  const field = sourceField(s);
  const mode = s.takeWord('logfmt') ? 'logfmt' : s.takeWord('csv') ? 'csv' : undefined;
  const pattern = mode === undefined ? patternOf(s) : undefined;
  const aliases: FieldReference[] = [];
  let multi = s.takeWord('multi');
  // The vendor's page on dashboards leaves the "as" out (CloudWatch-Dashboard-Body-Structure).
  if (s.takeWord('as') || (pattern && s.token.type === 'name')) {
    do {
      const alias = parseName(s, 'a name for the extracted value');
      if (alias) aliases.push(alias);
    } while (s.takeSymbol(','));
  }
  multi = s.takeWord('multi') || multi;
  return {
    kind: 'parse',
    ...head,
    ...(field ? { field } : {}),
    mode: mode ?? (pattern?.kind === 'regex' ? 'regex' : 'glob'),
    ...(pattern ? { pattern } : {}),
    aliases,
    multi,
  };
}

/** The field to parse; undefined where the pattern or the mode stands at once. */
function sourceField(s: TokenStream): Expression | undefined {
  const { token } = s;
  if (token.type === 'string' || s.isSymbol('/')) return undefined;
  if (token.type === 'placeholder') {
    const second = s.second();
    const more = second.type === 'string' || (second.type === 'symbol' && second.text === '/');
    return more ? parseOperand(s) : undefined;
  }
  if (s.isWord('logfmt', 'csv')) {
    // `parse logfmt as x` parses @message; `parse csv "…"` a field of that name.
    const second = s.second();
    if (second.type === 'name' && second.word === 'as') return undefined;
  }
  return parseOperand(s);
}

function patternOf(s: TokenStream): ParseCommand['pattern'] {
  const { token } = s;
  if (s.isSymbol('/')) return s.takeRegex();
  if (token.type === 'string') {
    s.next();
    return stringOf(token);
  }
  if (token.type === 'placeholder') {
    s.next();
    return {
      kind: 'placeholder',
      text: s.text.slice(token.from, token.to),
      from: token.from,
      to: token.to,
    };
  }
  s.expected('a pattern such as "user=*" or /user=(?<user>\\S+)/');
  return undefined;
}

/** `json field=payload "user.name" as username`. */
export function parseJson(s: TokenStream, head: Head): JsonCommand {
  let field: FieldReference | undefined;
  if (s.takeWord('field')) {
    if (!s.takeSymbol('=')) s.expected('"="');
    field = parseName(s, 'a field');
  }
  const paths: { path: StringLiteral; alias?: FieldReference }[] = [];
  do {
    const { token } = s;
    if (token.type !== 'string') {
      s.expected('a path such as "user.name"');
      break;
    }
    s.next();
    const alias = parseAlias(s);
    paths.push({ path: stringOf(token), ...(alias ? { alias } : {}) });
  } while (s.takeSymbol(','));
  return { kind: 'json', ...head, ...(field ? { field } : {}), paths };
}
