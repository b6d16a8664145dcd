import type { Command, Expression, RegexLiteral } from '../ast.ts';
import { groupNamesOf } from '../regex-groups.ts';
import { expressionsOf, walk } from '../visit.ts';
import type { CheckContext } from './context.ts';

/** Checks the regular expressions of a command: well formed, names that AWS takes, nothing that engines read differently. */
export function checkRegexes(command: Command, context: CheckContext): void {
  const literals: RegexLiteral[] = [];
  if (command.kind === 'parse' && command.pattern?.kind === 'regex') literals.push(command.pattern);
  for (const expression of expressionsOf(command))
    walk(expression, (e: Expression) => {
      if (e.kind === 'regex') literals.push(e);
    });
  for (const literal of literals) if (!context.isBroken(literal)) checkRegex(literal, context);
}

function checkRegex(literal: RegexLiteral, context: CheckContext): void {
  const { pattern } = literal;
  checkNames(literal, context);
  if (pattern.trim() === '' || /\$\{|\[\[\w+\]\]/.test(pattern)) return;
  const fault = faultOf(pattern);
  if (fault !== undefined) {
    context.report('regex-syntax', `The regular expression is malformed: ${fault}.`, literal);
    return;
  }
  for (const [part, why] of DIALECTS) {
    const match = part.exec(withoutClasses(pattern));
    if (match)
      context.report('regex-dialect', `${match[0]} is ${why}.`, {
        from: literal.from + 1 + match.index,
        to: literal.from + 1 + match.index + match[0].length,
      });
  }
}

/** The vendor's own function takes RE2; Java has letters and digits only, and RE2 the underscore, too. */
function checkNames(literal: RegexLiteral, context: CheckContext): void {
  const seen = new Set<string>();
  for (const { name, offset } of groupNamesOf(literal.pattern)) {
    const at = {
      from: literal.from + 1 + offset,
      to: literal.from + 1 + offset + name.length,
    };
    if (!/^[A-Za-z_]\w*$/.test(name) && !name.includes('$'))
      context.report(
        'group-name',
        `A group cannot be called "${name}": letters, digits and underscores, no digit first.`,
        at,
        // Published in AWS's own samples.
        /^@\w+$/.test(name) ? { severity: 'warning' } : {},
      );
    else if (seen.has(name)) context.report('regex-syntax', `Two groups are called "${name}".`, at);
    seen.add(name);
  }
}

const DIALECTS: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[=!]/, 'a look-around, which RE2 does not have'],
  [/(?<!\\)(?:\\\\)*\\[1-9]/, 'a back-reference, which RE2 does not have'],
  [/\(\?>/, 'an atomic group, which only Java has'],
  [/(?<!\\)[*+?}]\+/, 'a possessive quantifier, which only Java has'],
  [/\(\?P</, 'RE2’s spelling of a named group; (?<name>…) works everywhere'],
  [/\\[QE]/, 'a quotation that JavaScript reads as a letter'],
  [/\\[zZAhH]/, 'an escape that JavaScript reads as a letter'],
];

const withoutClasses = (pattern: string): string =>
  pattern.replaceAll(/\\[[\]]|\[(?:\\.|[^\]\\])*\]/g, (c) => '_'.repeat(c.length));

/** What is wrong with a regular expression, in JavaScript's words; undefined when Java and RE2 may well take it. */
export function faultOf(pattern: string): string | undefined {
  try {
    ''.search(new RegExp(asJavaScript(pattern)));
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.slice(message.lastIndexOf(': ') + 2).toLowerCase();
  }
}

/** The nearest JavaScript spelling: what other engines know and JavaScript does not is left out. */
function asJavaScript(pattern: string): string {
  let group = 0;
  return pattern
    .replaceAll(/\\Q([\s\S]*?)\\E/g, (_, text: string) => text.replaceAll(/[^\w\s]/g, '\\$&'))
    .replaceAll(/\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?\)/g, '')
    .replaceAll(/\(\?[imsxuU-]+:/g, '(?:')
    .replaceAll(/\(\?P?<[^=!>][^>]*>/g, () => `(?<g${(group += 1)}>`)
    .replaceAll(/\\k<[^>]*>/g, '')
    .replaceAll('(?>', '(?:')
    .replaceAll(/(?<!\\)([*+?}])\+/g, '$1')
    .replaceAll(/\[:\^?\w+:\]/g, 'a');
}
