import type { Query } from './ast.ts';
import { checkCalls } from './checker/calls.ts';
import { checkCommand } from './checker/commands.ts';
import { checkConditions } from './checker/conditions.ts';
import { contextOf, type CheckContext, type CheckOptions } from './checker/context.ts';
import { fieldsAfterCommand } from './checker/field-flow.ts';
import { FieldSet } from './checker/field-set.ts';
import { checkGrafana } from './checker/grafana.ts';
import { checkHints } from './checker/hints.ts';
import { checkOrderOfCommands } from './checker/order.ts';
import { checkParse } from './checker/parse-command.ts';
import { checkReads } from './checker/reads.ts';
import { checkRegexes } from './checker/regexes.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { parse } from './parser.ts';
import { expressionsOf, subqueriesOf, walk } from './visit.ts';

export type { CheckOptions } from './checker/context.ts';

/** Characters that StartQuery takes. Source: API_StartQuery.html */
const MAX_LENGTH = 10_000;

/**
 * The findings in a query, in text order: mistakes of syntax, functions and arguments, fields that an earlier command has
 * dropped, orders that AWS refuses, what Grafana makes of it, and hints. Never throws. An error means that AWS refuses the
 * query or that it cannot answer what it asks; what may be right is a warning.
 */
export function check(text: string, options: CheckOptions = {}): readonly Diagnostic[] {
  const { query, diagnostics } = parse(text);
  const found: Diagnostic[] = [...diagnostics];
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  const context = contextOf(text, options, errors, found);
  if (text.length > MAX_LENGTH)
    context.report('too-long', `StartQuery takes 10,000 characters, this has ${text.length}.`, {
      from: MAX_LENGTH,
      to: text.length,
    });
  if (query.commands.length === 0 && errors.length === 0)
    context.report('empty-query', 'The query has no command.', { from: 0, to: text.length });
  checkQuery(query, context, 0);
  return found.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/** The fields that rows have after the whole query, as far as the query itself says: `open` when there may be others. */
export function fieldsAfter(text: string): {
  readonly names: readonly string[];
  readonly open: boolean;
} {
  const { query } = parse(text);
  let fields = new FieldSet();
  for (const command of query.commands) fields = fieldsAfterCommand(command, fields, text);
  return { names: fields.names, open: !fields.isClosed };
}

function checkQuery(query: Query, context: CheckContext, depth: number): void {
  let fields = new FieldSet();
  const mentioned = new Set<string>();
  for (const command of query.commands) {
    checkCommand(command, context);
    checkCalls(command, fields, context);
    checkReads(command, fields, mentioned, context);
    for (const expression of expressionsOf(command))
      walk(expression, (e) => {
        if (e.kind === 'field') mentioned.add(e.name);
      });
    checkConditions(command, fields, context);
    checkRegexes(command, context);
    if (command.kind === 'parse') checkParse(command, context);
    for (const subquery of subqueriesOf(command)) {
      if (depth > 0)
        context.report('nested-subquery', 'A subquery cannot stand in another one.', subquery);
      checkQuery(subquery, context, depth + 1);
    }
    const after = fieldsAfterCommand(command, fields, context.text);
    // What a broken command would have left is not known.
    fields = context.isBroken(command) ? after.open() : after;
  }
  checkOrderOfCommands(query, context, depth > 0);
  checkGrafana(query, context, depth > 0);
  checkHints(query, context, depth > 0);
}
