import type { Command, Expression, Query } from './ast.ts';

/** The expressions right below an expression. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.arguments;
    case 'access':
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'like':
      return [expression.operand, expression.pattern];
    case 'in':
      return 'kind' in expression.values
        ? [expression.operand]
        : [expression.operand, ...expression.values];
    default:
      return [];
  }
}

/** Calls `visit` for an expression and everything below it, outer ones first. Subqueries are not entered. */
export function walk(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) walk(child, visit);
}

/** The expressions that a command evaluates on a row, in text order. Names that it defines are not among them. */
export function expressionsOf(command: Command): readonly Expression[] {
  switch (command.kind) {
    case 'fields':
    case 'display':
    case 'unmask':
      return command.items.map((item) => item.expression);
    case 'filter':
    case 'filterIndex':
      return [command.condition];
    case 'relevantfields':
      return [...command.fields, command.condition];
    case 'parse':
    case 'json':
      return command.field ? [command.field] : [];
    case 'stats':
      return [...command.aggregates, ...command.groups].map((item) => item.expression);
    case 'sort':
      return command.keys.map((key) => key.expression);
    case 'dedup':
    case 'countFrequent':
      return command.fields;
    case 'pattern':
    case 'unnest':
    case 'expand':
    case 'accum':
    case 'autoregress':
      return [command.expression];
    case 'lookup':
      return command.matches.map((match) => match.field);
    case 'cidrlookup':
      return [command.ip];
    case 'join':
      return [command.condition];
    case 'addtotals':
    case 'outlier':
    case 'sessionize':
      return command.fields;
    case 'fillmissing':
      return command.fills.flatMap(({ value, field }) => [value, field]);
    default:
      return [];
  }
}

/** The queries in parentheses of a command, outermost only. */
export function subqueriesOf(command: Command): readonly Query[] {
  const found: Query[] = [];
  if ((command.kind === 'join' || command.kind === 'appendcols') && command.query)
    found.push(command.query);
  for (const expression of expressionsOf(command))
    walk(expression, (e) => {
      if (e.kind === 'in' && 'kind' in e.values) found.push(e.values);
    });
  return found;
}
