import type { CallExpression, Expression } from '../../ast.ts';
import { findFunction } from '../../functions.ts';
import { expressionName } from '../../names.ts';
import type { QueryContext } from '../context.ts';
import { MalformedQuery, NotEvaluatedHere } from '../errors.ts';
import { SCALAR_FUNCTIONS } from '../functions/index.ts';
import type { Scope } from '../scope.ts';
import { compileArithmetic } from './arithmetic.ts';
import type { ExpressionCompiler } from './compiler.ts';
import type { Evaluator } from '../evaluator.ts';
import { compileCondition, isCondition } from './condition.ts';
import { compileField, within } from './field.ts';
import { SPECIAL_CALLS } from './special-call.ts';

/** The compiler of expressions that see the names of a scope. */
export function compilerOf(scope: Scope, context: QueryContext): ExpressionCompiler {
  const compiler: ExpressionCompiler = {
    scope,
    context,
    expression: (expression) => compileExpression(expression, compiler),
    condition: (condition) => compileCondition(condition, compiler),
  };
  return compiler;
}

function compileExpression(expression: Expression, compiler: ExpressionCompiler): Evaluator {
  const { scope, context } = compiler;
  if (expression.kind === 'field') return compileField(expression, scope, context);
  // Behind stats, `count(*)` and `bin(5m)` are the names of columns.
  const column = scope.ofEvents
    ? undefined
    : scope.column(expressionName(expression, context.text));
  if (column !== undefined) return (row) => row.values[column] ?? null;
  if (isCondition(expression)) return compiler.condition(expression);
  switch (expression.kind) {
    case 'string':
    case 'number':
    case 'boolean': {
      const { value } = expression;
      return () => value;
    }
    case 'null':
      return () => null;
    case 'star':
      return () => 1;
    case 'duration':
      return () => expression.raw;
    case 'regex':
      return () => expression.pattern;
    case 'access': {
      const operand = compiler.expression(expression.operand);
      return (row) => within(operand(row), expression.path);
    }
    case 'call':
      return compileCall(expression, compiler);
    case 'unary':
    case 'binary':
      return compileArithmetic(expression, compiler.expression);
    case 'placeholder':
      throw new MalformedQuery(`unexpected symbol found ${expression.text}`, expression);
    default:
      throw new MalformedQuery(
        `unexpected symbol found ${expression.kind === 'error' ? expression.text : ''}`,
        expression,
      );
  }
}

function compileCall(call: CallExpression, compiler: ExpressionCompiler): Evaluator {
  const aggregate = compiler.scope.aggregates.get(call);
  if (aggregate !== undefined) return (row) => row.values[aggregate] ?? null;
  const definition = findFunction(call.name);
  if (definition === undefined)
    throw new MalformedQuery(`unknown function ${call.name}`, call.nameSpan);
  if (definition.kind !== 'scalar')
    throw new MalformedQuery(`${call.name} is an aggregate: it belongs in stats`, call);
  const name = definition.name.toLowerCase();
  // AWS publishes queries with bin(@timestamp, 1h), too.
  const most = name === 'bin' ? 2 : definition.maximum;
  if (call.arguments.length < definition.minimum || call.arguments.length > most)
    throw new MalformedQuery(`wrong number of arguments for ${call.name}`, call);
  const special = SPECIAL_CALLS[name];
  if (special !== undefined) return special(call, compiler);
  const f = SCALAR_FUNCTIONS[name];
  if (f === undefined) throw new NotEvaluatedHere(definition.name, 'it is new to this evaluator');
  const [a, b, c, ...rest] = call.arguments.map(compiler.expression);
  if (a === undefined) return () => f();
  if (b === undefined) return (row) => f(a(row));
  if (c === undefined) return (row) => f(a(row), b(row));
  if (rest.length === 0) return (row) => f(a(row), b(row), c(row));
  return (row) => f(a(row), b(row), c(row), ...rest.map((part) => part(row)));
}
