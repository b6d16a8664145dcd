import type { Expression } from '../../ast.ts';
import type { QueryContext } from '../context.ts';
import type { Evaluator, Predicate } from '../evaluator.ts';
import type { Scope } from '../scope.ts';

/** Turns expressions into closures over rows, at one point of a query. Throws MalformedQuery where one cannot mean anything. */
export interface ExpressionCompiler {
  readonly scope: Scope;
  readonly context: QueryContext;
  readonly expression: (expression: Expression) => Evaluator;
  readonly condition: (condition: Expression) => Predicate;
}
