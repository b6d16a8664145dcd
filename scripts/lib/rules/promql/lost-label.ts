import type { PromqlRule } from './promql-rule.ts';

/** Why: grouping by a label that is not there gives one group with an empty label. */
export const lostLabel: PromqlRule = {
  code: 'promql/lost-label',
  severity: 'warning',
  summary: 'Aggregations group by labels that are still there',
  why: 'Grouping by a label that the metric lacks, or that an inner aggregation has dropped, gives one nameless group.',
  bad: 'sum by (path) (sum by (status) (rate(x_total[5m])))',
  good: 'sum by (status) (rate(x_total[5m]))',
  check: {
    aggregation(node, { labels }) {
      const { grouping } = node;
      const operand = node.args.at(-1);
      if (!grouping || grouping.without || !operand) return undefined;
      const there = labels(operand);
      const lost =
        there && grouping.labels.find((label) => !there.has(label) && label !== '__name__');
      if (!there || lost === undefined) return undefined;
      const left = [...there].sort().join(', ');
      return {
        message: `There is no label "${lost}" to group by here: ${left === '' ? 'none is left' : `only ${left}`}.`,
        at: grouping,
      };
    },
  },
};
