import { SET_OPERATORS } from '../../queries/promql/ast.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: several series of one side for one of the other is an error at run time, unless group_left or group_right allows it. */
export const missingGroup: PromqlRule = {
  code: 'promql/missing-group',
  severity: 'warning',
  summary: 'Many-to-one matching says group_left or group_right',
  why: 'When one side has several series for one of the other, Prometheus refuses at run time: "many-to-one matching must be explicit". It works until the second series appears.',
  source:
    'https://prometheus.io/docs/prometheus/latest/querying/operators/#many-to-one-and-one-to-many-vector-matches',
  bad: 'sum by (path, status) (x) / on (path) sum by (path) (x)',
  good: 'sum by (path, status) (x) / on (path) group_left sum by (path) (x)',
  check: {
    binary(node, { labels }) {
      const { matching, op } = node;
      if (
        !matching ||
        matching.templated ||
        matching.group ||
        SET_OPERATORS.has(op) ||
        node.templated
      )
        return undefined;
      const compared = (label: string): boolean => matching.on === matching.labels.includes(label);
      for (const side of ['left', 'right'] as const) {
        // A selector pins labels down by its matchers; only what an aggregation leaves is sure to vary.
        if (node[side].kind !== 'aggregation' || node[side].grouping === undefined) continue;
        const more = [...(labels(node[side]) ?? [])].find((label) => !compared(label));
        if (more === undefined) continue;
        return {
          message: `The ${side} side can have several series for one of the other: they differ in "${more}".`,
          at: matching,
          fix: { description: `add group_${side}` },
        };
      }
      return undefined;
    },
  },
};
