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
 * to tell apart; where the history lacks a content, that save brought nothing that could be told.
 * @param since every save since ours, newest first
 */
export function attribute(
  differences: readonly Difference[],
  published: DashboardResource | undefined,
  since: readonly DashboardVersion[],
): AttributedDifference[] {
  if (!published || since.length < 2 || since.length > MOST_STEPS) return [...differences];
  let before = published;
  const steps = since.toReversed().flatMap(({ version, data }) => {
    if (!data) return [];
    const after: DashboardResource = { ...published, model: data };
    const changes = diffResources(before, after);
    before = after;
    return [{ version, changes }];
  });
  return differences.map((difference) => {
    const step = steps.findLast(({ changes }) => changes.some((one) => touch(difference, one)));
    return step ? { ...difference, version: step.version } : difference;
  });
}
