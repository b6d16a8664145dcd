import type { Environment } from '../config/environment.ts';
import type { Difference } from '../plan/plan.ts';
import type { DriftQuestion } from './question.ts';

/** An entry of `drift.accept` in environments.ts. */
export type AcceptedDrift = Environment['drift']['accept'][number];

/** Differences split into those that count and the entries that cover the rest. */
export interface Judged {
  readonly counts: readonly Difference[];
  readonly accepted: readonly AcceptedDrift[];
}

/** An entry holds to the end of its day, UTC. */
export const isExpired = ({ until }: AcceptedDrift, now: Date): boolean =>
  until < now.toISOString().slice(0, 10);

/** An entry covers the thing that its pointer names and everything in it. */
export function judge(
  uid: string,
  differences: readonly Difference[],
  { environment, now }: Pick<DriftQuestion, 'environment' | 'now'>,
): Judged {
  const mine = environment.drift.accept.filter(
    (entry) => entry.uid === uid && !isExpired(entry, now),
  );
  const covering = (difference: Difference): AcceptedDrift | undefined =>
    mine.find(
      ({ pointer }) =>
        difference.pointer === pointer ||
        difference.pointer.startsWith(pointer.endsWith('/') ? pointer : `${pointer}/`),
    );
  const covered = new Set<AcceptedDrift>();
  const counts = differences.filter((difference) => {
    const entry = covering(difference);
    if (entry) covered.add(entry);
    return !entry;
  });
  return { counts, accepted: [...covered] };
}
