import type { LabelSet } from '../../queries/promql/labels.ts';
import type { Binary } from '../../queries/promql/ast.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: series pair up only when the labels compared are equal on both sides; where one side lacks one, nothing pairs up. */
export const impossibleMatch: PromqlRule = {
  code: 'promql/impossible-match',
  severity: 'error',
  summary: 'Both sides of an operator have the labels that they are matched on',
  why: 'Series pair up when all compared labels are equal. If one side cannot have a label that the other has, the result is empty, without an error.',
  source: 'https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching',
  bad: 'sum by (status) (rate(x_total[5m])) / sum(rate(x_total[5m]))',
  good: 'sum by (status) (rate(x_total[5m])) / on () group_left sum(rate(x_total[5m]))',
  check: {
    binary(node, { labels }) {
      if (node.op === 'or' || node.op === 'unless' || node.templated) return undefined;
      if (node.left.type !== 'vector' || node.right.type !== 'vector') return undefined;
      if (node.matching?.templated) return undefined;
      const missing = missingLabel(node, labels(node.left), labels(node.right));
      if (!missing) return undefined;
      const { label, side } = missing;
      return {
        message: `The ${side} side of ${node.op} has no label "${label}", on which the two are matched: nothing pairs up.`,
        at: node.matching ?? node.opSpan,
        // Where the labels of the other side are not known it may lack this one, too.
        ...(!(labels(node.left) && labels(node.right)) && { severity: 'warning' as const }),
        fix: {
          description: node.matching?.on
            ? `match on labels that both sides have`
            : `write ${node.op} on (…) with the common labels, or ignoring (${label}) group_${side === 'left' ? 'right' : 'left'}`,
        },
      };
    },
  },
};

function missingLabel(
  { matching }: Binary,
  left: LabelSet,
  right: LabelSet,
): { label: string; side: 'left' | 'right' } | undefined {
  if (matching?.on) {
    for (const label of matching.labels) {
      // A label that neither side has is empty on both: that does pair up.
      if (left && !left.has(label) && (!right || right.has(label))) return { label, side: 'left' };
      if (right && !right.has(label) && (!left || left.has(label))) return { label, side: 'right' };
    }
    return undefined;
  }
  if (!left || !right) return undefined;
  const ignored = new Set(matching?.labels);
  for (const label of left)
    if (!right.has(label) && !ignored.has(label)) return { label, side: 'right' };
  for (const label of right)
    if (!left.has(label) && !ignored.has(label)) return { label, side: 'left' };
  return undefined;
}
