import type { ExpandCommand, Expression, UnnestCommand } from '../../ast.ts';
import { expressionName } from '../../names.ts';
import { MalformedQuery } from '../errors.ts';
import type { Evaluator } from '../evaluator.ts';
import { within } from '../expression/field.ts';
import { parseStructure } from '../functions/json.ts';
import { perRow } from '../sink.ts';
import type { Stage } from '../stage.ts';
import { isList, isStructure, type Value } from '../values.ts';

/** A row for each element of a list; "any other types are treated as a list with one item". CWL_QuerySyntax-Unnest.html */
export function compileUnnest({ expression, alias }: UnnestCommand, stage: Stage): void {
  if (alias.kind === 'error') throw new MalformedQuery('unnest wants `into` and a name', alias);
  const read = stage.expression(expression);
  spread(read, stage.scope.define(alias.name), stage);
  stage.showMade(alias.name);
}

/** A row for each element of a JSON array, which takes the place of the field. CWL_QuerySyntax-Expand.html */
export function compileExpand({ expression }: ExpandCommand, stage: Stage): void {
  const read = arrayOf(expression, stage);
  const name = expressionName(expression, stage.context.text);
  spread(read, stage.scope.define(name), stage);
  stage.showMade(name);
}

/** Besides lists and texts that spell one, an array in the event's own JSON, whose elements alone are discovered fields. */
function arrayOf(expression: Expression, stage: Stage): Evaluator {
  const read = stage.expression(expression);
  const path = expression.kind === 'field' ? expression.path : null;
  return (row) => {
    const value = read(row);
    if (typeof value === 'string') return parseStructure(value) ?? value;
    if (value !== null || path === null || row.document === null) return value;
    const found = within(row.document, path);
    return isStructure(found) ? found : value;
  };
}

function spread(read: Evaluator, slot: number, stage: Stage): void {
  stage.links.push(
    perRow((row, next) => {
      const value: Value = read(row);
      for (const element of isList(value) ? value : [value]) {
        const copy = row.copy();
        copy.values[slot] = element;
        next.push(copy);
      }
    }),
  );
}
