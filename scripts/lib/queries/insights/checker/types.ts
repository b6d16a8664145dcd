import type { Expression } from '../ast.ts';
import { findFunction } from '../functions.ts';
import type { ValueType } from '../signature.ts';

/**
 * What an expression surely is; `any` for fields, which have no declared type (a number in a log is text that looks like
 * one), and where it depends on them.
 */
export function typeOf(
  expression: Expression,
): ValueType | 'period' | 'regex' | 'numeric-string' | 'null' {
  switch (expression.kind) {
    case 'string':
      return expression.value.trim() !== '' && !Number.isNaN(Number(expression.value))
        ? 'numeric-string'
        : 'string';
    case 'number':
      return 'number';
    case 'duration':
      return 'period';
    case 'boolean':
    case 'like':
    case 'in':
      return 'boolean';
    case 'regex':
      return 'regex';
    case 'null':
      return 'null';
    case 'call':
      return findFunction(expression.name)?.result ?? 'any';
    case 'unary':
      return expression.operator === 'not' ? 'boolean' : 'number';
    case 'binary':
      if ('+-*/%^'.includes(expression.operator)) return 'number';
      return 'boolean';
    default:
      return 'any';
  }
}

/** Whether an expression is written out: a string, number, period, regex or boolean. */
export const isLiteral = (expression: Expression): boolean =>
  ['string', 'number', 'duration', 'regex', 'boolean', 'null'].includes(expression.kind);
