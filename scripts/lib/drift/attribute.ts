import type { DashboardVersion } from '../grafana/schemas.ts';
import { touch } from '../plan/diff/edits.ts';
import { diffResources } from '../plan/diff/index.ts';
import type { Difference } from '../plan/plan.ts';
import type { DashboardResource } from '../state/resource.ts';

/** A difference, with the version that brought it where the history tells. */
export type AttributedDifference = Difference & { readonly version?: number };

/** Histories longer than this are told as a whole: each version costs a comparison. */
const MOST_STEPS = 20;

/**
 * Which save brought each difference: the newest whose own change is about the same thing. With one save there is nothing
 * to tell apart; where the history lacks a content, nobody can tell what that save brought, nor what the next one did.
 * @param since every save since ours, newest first
 */
export function attribute(
  differences: readonly Difference[],
  published: DashboardResource | undefined,
  since: readonly DashboardVersion[],
): AttributedDifference[] {
  if (!published || since.length < 2 || since.length > MOST_STEPS) return [...differences];
  let before: DashboardResource | undefined = published;
  const steps = since.toReversed().map(({ version, data }) => {
    const after: DashboardResource | undefined = data && { ...published, model: data };
    const changes = before && after ? diffResources(before, after) : [];
    before = after;
    return { version, changes };
  });
  return differences.map((difference) => {
    const step = steps.findLast(({ changes }) => changes.some((one) => touch(difference, one)));
    return step ? { ...difference, version: step.version } : difference;
  });
}
