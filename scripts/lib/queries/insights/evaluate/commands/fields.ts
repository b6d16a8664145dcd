import type {
  AccumCommand,
  DisplayCommand,
  FieldsCommand,
  FilterCommand,
  FilterIndexCommand,
  UnmaskCommand,
} from '../../ast.ts';
import { expressionName } from '../../names.ts';
import { perRow } from '../sink.ts';
import type { Stage } from '../stage.ts';
import { toNumber } from '../values.ts';

/** CWL_QuerySyntax-Fields.html. `unmask` shows fields, too; nothing is masked here. */
export function compileFields({ items }: FieldsCommand | UnmaskCommand, stage: Stage): void {
  for (const item of items) stage.show(stage.item(item));
}

/** CWL_QuerySyntax-Display.html */
export function compileDisplay({ items }: DisplayCommand, stage: Stage): void {
  stage.display(items.map((item) => stage.item(item)));
}

/** CWL_QuerySyntax-Filter.html, -FilterIndex.html: an index changes the cost, not the answer. */
export function compileFilter(
  { condition }: FilterCommand | FilterIndexCommand,
  stage: Stage,
): void {
  const holds = stage.condition(condition);
  stage.links.push((next) => ({
    push: (row) => {
      if (holds(row)) next.push(row);
    },
    finish: () => next.finish(),
  }));
}

/** A running sum in the order of the rows; without an alias it takes the place of the field. CWL_QuerySyntax-Accum.html */
export function compileAccum({ expression, alias }: AccumCommand, stage: Stage): void {
  stage.settle();
  const read = stage.expression(expression);
  const name = alias?.name ?? expressionName(expression, stage.context.text);
  const slot = stage.scope.define(name);
  stage.showMade(name);
  let sum = 0;
  stage.links.push(
    perRow((row, next) => {
      sum += toNumber(read(row)) ?? 0;
      row.values[slot] = sum;
      next.push(row);
    }),
  );
}
