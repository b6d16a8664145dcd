import { promqlRules } from './index.ts';
import { labelSets, type LabelSet } from '../../queries/promql/labels.ts';
import { parsePromql, type ParsedPromql } from '../../queries/promql/parse.ts';
import type { Expr } from '../../queries/promql/ast.ts';
import type { Diagnostic } from '../../queries/diagnostic.ts';
import type { Found, PromqlContext, PromqlQuery, PromqlRule } from './promql-rule.ts';

type AnyCheck = (node: Expr, query: PromqlQuery) => Found | undefined;

/** Which rules look at which kind of node: a query is walked once for all of them. */
const checksByKind = new Map<Expr['kind'], { rule: PromqlRule; check: AnyCheck }[]>();
for (const rule of promqlRules)
  for (const [kind, check] of Object.entries(rule.check) as [Expr['kind'], AnyCheck][])
    checksByKind.set(kind, [...(checksByKind.get(kind) ?? []), { rule, check }]);

/**
 * Everything that is wrong or doubtful in a PromQL query, in text order: what Prometheus would refuse, then (only when it
 * would not) what the rules find. Never throws.
 */
export function analysePromql(text: string, context: PromqlContext = {}): Diagnostic[] {
  return analyseParsed(parsePromql(text), context);
}

export function analyseParsed(parsed: ParsedPromql, context: PromqlContext): Diagnostic[] {
  if (parsed.tree === undefined || parsed.diagnostics.length > 0) return [...parsed.diagnostics];
  let sets: ReadonlyMap<Expr, LabelSet> | undefined;
  const query: PromqlQuery = {
    text: parsed.text,
    context,
    labels: (node) => (sets ??= labelSets(parsed.nodes, context.catalogue)).get(node),
  };
  const diagnostics: Diagnostic[] = [];
  for (const node of parsed.nodes)
    for (const { rule, check } of checksByKind.get(node.kind) ?? []) {
      const found = check(node, query);
      if (found) diagnostics.push(diagnosticOf(rule, found, context.catalogue !== undefined));
    }
  return diagnostics.sort((a, b) => a.from - b.from || a.to - b.to);
}

const diagnosticOf = (
  rule: PromqlRule,
  { message, at, fix, severity = rule.severity }: Found,
  isOwn: boolean,
): Diagnostic => ({
  code: rule.code,
  severity: severity === 'error' && !isOwn && !rule.isRefused ? 'warning' : severity,
  message,
  from: at.from,
  to: at.to,
  ...(fix && { fix }),
  ...(rule.source?.startsWith('https:') && { source: rule.source }),
});
