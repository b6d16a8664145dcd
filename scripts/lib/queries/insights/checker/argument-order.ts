import type { CallExpression, Expression } from '../ast.ts';
import type { FunctionDefinition } from '../functions.ts';
import type { CheckContext } from './context.ts';

/** Functions whose first argument is the text to look at, and whose others are usually constants. */
const TEXT_FIRST = new Set([
  'strcontains',
  'startsWith',
  'endsWith',
  'replace',
  'regexReplace',
  'split',
]);

/** Functions whose first argument is a field and whose second never is one. */
const CONSTANT_SECOND = new Set([
  'pct',
  'isIpInSubnet',
  'isIpv4InSubnet',
  'isIpv6InSubnet',
  'formatDate',
  'parseDate',
  'histogram',
  'rate',
]);

/**
 * Reports arguments that stand in each other's place: a constant where the text or field is meant, a field where the constant
 * is. True when an error was reported, so that nothing else need be said of the call.
 */
export function checkOrder(
  call: CallExpression,
  definition: FunctionDefinition,
  context: CheckContext,
): boolean {
  const [first, second] = call.arguments;
  if (first === undefined || second === undefined) return false;
  const { name } = definition;
  if (name === 'coalesce' && isConstant(first)) {
    report('error', 'a constant is never null, so that nothing behind it is looked at');
    return true;
  }
  const swapped = isConstant(first) && second.kind === 'field';
  if (name === 'topk') {
    if (first.kind !== 'field' || !isConstant(second)) return false;
    report('error', 'the number comes first');
    return true;
  }
  if (!swapped) return false;
  if (CONSTANT_SECOND.has(name)) {
    report('error', 'the field comes first');
    return true;
  }
  if (name === 'jsonArrayContains' && !(first.kind === 'string' && first.value.startsWith('['))) {
    report('error', 'the field with the array comes first');
    return true;
  }
  if (TEXT_FIRST.has(name)) {
    // `strcontains("GET,POST", method)` may be meant; nobody looks for a whole message in a constant.
    const surely = second.name.startsWith('@');
    report(surely ? 'error' : 'warning', 'the text to look at comes first');
    return surely;
  }
  return false;

  function report(severity: 'error' | 'warning', reason: string): void {
    context.report(
      'swapped-arguments',
      `The arguments of ${name} seem to be swapped: ${reason}.`,
      call,
      { severity, source: definition.page },
    );
  }
}

const isConstant = (expression: Expression): boolean =>
  expression.kind === 'string' || expression.kind === 'number' || expression.kind === 'duration';
