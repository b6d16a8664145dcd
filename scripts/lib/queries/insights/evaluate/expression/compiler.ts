import type { Expression } from '../../ast.ts';
import type { QueryContext } from '../context.ts';
import type { Row } from '../row.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../values.ts';

/** Computes a value of a row. */
export type Evaluator = (row: Row) => Value;

/** Whether a row meets a condition. */
export type Predicate = (row: Row) => boolean;

/** Turns expressions into closures over rows, at one point of a query. Throws MalformedQuery where one cannot mean anything. */
export interface ExpressionCompiler {
  readonly scope: Scope;
  readonly context: QueryContext;
  readonly expression: (expression: Expression) => Evaluator;
  readonly condition: (condition: Expression) => Predicate;
}
