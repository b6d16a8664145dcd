import { anchored } from './anchored.ts';
import { parsePromql, type ParsedPromql } from './parse.ts';
import type { CatalogueMetric, MetricCatalogue } from './catalogue.ts';
import type { VectorSelector } from './ast.ts';

export { anchored } from './anchored.ts';

/** Which metrics an expression looks at. */
export interface MetricsUsed {
  /** Exact names, sorted, each once. */
  readonly names: readonly string[];
  /** Regular expressions on `__name__`, as written: anchored at both ends when matched. */
  readonly patterns: readonly string[];
}

/** The metrics that an expression reads; what a variable brings is not in it. */
export function metricsUsedBy(expression: string): MetricsUsed {
  const names = new Set<string>();
  const patterns = new Set<string>();
  for (const selector of selectorsOf(parsePromql(expression))) {
    if (selector.metric !== undefined) names.add(selector.metric);
    for (const pattern of namePatterns(selector)) patterns.add(pattern);
  }
  return { names: [...names].sort(), patterns: [...patterns].sort() };
}

/** What the name of a selector has to match; a pattern that a variable decides says nothing. */
export const namePatterns = ({ matchers }: VectorSelector): string[] =>
  matchers
    .filter(({ label, op, templated }) => label === '__name__' && op === '=~' && !templated)
    .map(({ value }) => value);

export const selectorsOf = (parsed: ParsedPromql): VectorSelector[] =>
  parsed.nodes.filter((node) => node.kind === 'selector');

/** The catalogue's metrics that a selector can return; undefined when a variable decides that, or nothing is asked of the name. */
export function metricsOf(
  selector: VectorSelector,
  catalogue: MetricCatalogue,
): readonly CatalogueMetric[] | undefined {
  if (selector.metric !== undefined) {
    const metric = catalogue.get(selector.metric);
    return metric ? [metric] : [];
  }
  const pattern = selector.matchers.find(({ label, op }) => label === '__name__' && op === '=~');
  if (!pattern || pattern.templated) return undefined;
  const regex = anchored(pattern.value);
  return regex && [...catalogue.values()].filter(({ name }) => regex.test(name));
}
