import { metricsOf } from './selectors.ts';
import { SET_OPERATORS, type Aggregation, type Binary, type Call, type Expr } from './ast.ts';
import type { MetricCatalogue } from './catalogue.ts';

/** The labels that a result can carry at most; undefined where that is not known. */
export type LabelSet = ReadonlySet<string> | undefined;

const NONE: ReadonlySet<string> = new Set();
/** Aggregations that choose series and keep their labels. */
const CHOOSING = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

/** The label set of every node; `nodes` has children before parents. */
export function labelSets(
  nodes: readonly Expr[],
  catalogue: MetricCatalogue | undefined,
): ReadonlyMap<Expr, LabelSet> {
  const sets = new Map<Expr, LabelSet>();
  const of = (node: Expr | undefined): LabelSet => node && sets.get(node);
  for (const node of nodes) sets.set(node, labelsOf(node, of, catalogue));
  return sets;
}

function labelsOf(
  node: Expr,
  of: (node: Expr | undefined) => LabelSet,
  catalogue: MetricCatalogue | undefined,
): LabelSet {
  switch (node.kind) {
    case 'number':
    case 'string':
      return NONE;
    case 'variable':
      return undefined;
    case 'selector': {
      if (!catalogue || node.templated) return undefined;
      const metrics = metricsOf(node, catalogue);
      if (!metrics || metrics.length === 0) return undefined;
      return new Set(metrics.flatMap(({ labels }) => labels));
    }
    case 'aggregation':
      return aggregated(node, of);
    case 'call':
      return called(node, of);
    case 'binary':
      return combined(node, of);
    default:
      return of(node.expr);
  }
}

function aggregated(node: Aggregation, of: (node: Expr | undefined) => LabelSet): LabelSet {
  const inner = of(node.args.at(-1));
  if (CHOOSING.has(node.op)) return inner;
  const { grouping } = node;
  if (grouping?.templated) return undefined;
  const [name] = node.args;
  const added = node.op === 'count_values' && name?.kind === 'string' ? [name.value] : [];
  if (grouping?.without)
    return (
      inner &&
      new Set([...[...inner].filter((label) => !grouping.labels.includes(label)), ...added])
    );
  const kept = (grouping?.labels ?? []).filter((label) => !inner || inner.has(label));
  return new Set([...kept, ...added]);
}

function called(node: Call, of: (node: Expr | undefined) => LabelSet): LabelSet {
  if (node.templated) return undefined;
  switch (node.name) {
    case 'vector':
      return NONE;
    case 'absent':
    case 'absent_over_time':
    case 'info':
    case 'histogram_quantiles':
      return undefined;
    case 'label_replace':
    case 'label_join': {
      const inner = of(node.args[0]);
      const [, target] = node.args;
      return inner && target?.kind === 'string' ? new Set([...inner, target.value]) : undefined;
    }
    case 'histogram_quantile':
    case 'histogram_fraction': {
      const inner = of(node.args.at(-1));
      return inner && new Set([...inner].filter((label) => label !== 'le'));
    }
    default: {
      const carrier = node.args.find(({ type }) => type !== 'scalar' && type !== 'string');
      return carrier ? of(carrier) : NONE;
    }
  }
}

function combined(node: Binary, of: (node: Expr | undefined) => LabelSet): LabelSet {
  const { left, right, op, matching, templated } = node;
  const [leftSet, rightSet] = [of(left), of(right)];
  if (left.type === 'scalar') return rightSet;
  if (right.type === 'scalar') return leftSet;
  if (templated || matching?.templated) return undefined;
  if (op === 'or') return leftSet && rightSet && new Set([...leftSet, ...rightSet]);
  if (SET_OPERATORS.has(op)) return leftSet;
  if (matching?.group === 'left') return leftSet && new Set([...leftSet, ...matching.include]);
  if (matching?.group === 'right') return rightSet && new Set([...rightSet, ...matching.include]);
  if (matching?.on) return new Set(matching.labels);
  if (!matching) return leftSet ?? rightSet;
  return leftSet && new Set([...leftSet].filter((label) => !matching.labels.includes(label)));
}
