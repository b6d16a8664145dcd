import { anchored } from '../../queries/promql/selectors.ts';
import type { Matcher } from '../../queries/promql/ast.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: two matchers on one label that no value meets select nothing. */
export const contradiction: PromqlRule = {
  code: 'promql/contradiction',
  severity: 'error',
  summary: 'The matchers of a selector can all hold at once',
  why: 'Matchers are joined by "and": two values for one label select nothing.',
  bad: 'up{job="a", job="b"}',
  good: 'up{job=~"a|b"}',
  check: {
    selector(node) {
      // Pairs grow with the square; nobody writes that many by hand.
      if (node.matchers.length < 2 || node.matchers.length > 100) return undefined;
      for (const equality of node.matchers) {
        if (equality.op !== '=' || equality.templated) continue;
        const against = node.matchers.find(
          (other) =>
            other !== equality && other.label === equality.label && refuses(other, equality.value),
        );
        if (against)
          return {
            message: `${equality.label} cannot be "${equality.value}" and ${against.op} "${against.value}" at once: nothing is selected.`,
            at: equality.from > against.from ? equality : against,
          };
      }
      return undefined;
    },
  },
};

function refuses({ op, value, templated }: Matcher, actual: string): boolean {
  if (templated) return false;
  if (op === '=') return value !== actual;
  if (op === '!=') return value === actual;
  const matches = anchored(value)?.test(actual);
  return matches !== undefined && matches !== (op === '=~');
}
