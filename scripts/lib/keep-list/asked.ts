import type { Expr, VariableExpr, VectorSelector } from '../queries/promql/ast.ts';
import { aggregations, functions } from '../queries/promql/functions.ts';
import { parsePromql } from '../queries/promql/parse.ts';
import { namePatterns, selectorsOf } from '../queries/promql/selectors.ts';

/** The metrics that an expression reads. */
export interface Asked {
  readonly names: readonly string[];
  /** Regular expressions on the name, anchored when matched. */
  readonly patterns: readonly string[];
}

/**
 * What an expression asks of the store, or why that cannot be told from its text: then it may ask for anything.
 * @param numbers names of dashboard variables that hold numbers only
 */
export function askedBy(
  expression: string,
  numbers: readonly string[] = [],
): Asked | { readonly reason: string } {
  const parsed = parsePromql(expression);
  const mistake = parsed.diagnostics.find(({ severity }) => severity === 'error');
  if (mistake) return { reason: mistake.message };
  const names = new Set<string>();
  const patterns = new Set<string>();
  for (const selector of selectorsOf(parsed)) {
    const found = namePatterns(selector);
    if (selector.metric === undefined && found.length === 0)
      return { reason: `${quoted(expression, selector)} does not say which metric` };
    if (selector.metric?.includes(':'))
      // A rule reads metrics that stand in no dashboard (Prometheus documentation, "Metric and label naming": colons are for rules).
      return { reason: `what the recording rule ${selector.metric} reads is not known here` };
    if (selector.metric !== undefined) names.add(selector.metric);
    for (const pattern of found) patterns.add(pattern);
  }
  for (const node of parsed.nodes) {
    if (node.kind === 'variable' && !isNumber(node, numbers))
      return { reason: `the variable ${node.name} may bring any metric` };
    // It joins the labels of target_info without naming it.
    if (node.kind === 'call' && node.name === 'info') names.add('target_info');
  }
  return { names: [...names], patterns: [...patterns] };
}

const quoted = (expression: string, { from, to }: VectorSelector): string =>
  expression.slice(from, to).trim();

/** A variable where PromQL takes a number only, or one that holds numbers only. Grafana's own (`$__range_s`) all do. */
function isNumber(node: VariableExpr, numbers: readonly string[]): boolean {
  const [name = ''] = /\w+/.exec(node.name) ?? [];
  return name.startsWith('__') || numbers.includes(name) || isParameter(node);
}

function isParameter(node: Expr): boolean {
  const { parent } = node;
  if (parent?.kind === 'paren' || parent?.kind === 'unary') return isParameter(parent);
  if (parent?.kind === 'aggregation')
    return aggregations.get(parent.op) !== undefined && parent.args[0] === node;
  if (parent?.kind !== 'call') return false;
  const { parameters = [] } = functions.get(parent.name) ?? {};
  const type = parameters[Math.min(parent.args.indexOf(node), parameters.length - 1)];
  return type === 'scalar' || type === 'string';
}
