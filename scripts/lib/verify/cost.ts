import { durationSeconds } from '../queries/promql/literals.ts';
import { textAt } from '../rules/model/json.ts';
import { costOf, PRICES } from './prices.ts';
import type { Outcome, VerifyReport } from './outcome.ts';
import type { Resource } from '../state/resource.ts';

/**
 * What looking costs. A view is one look at every dashboard over the span; a day is one browser that stays open, each
 * dashboard drawn as often as it refreshes, or once.
 */
export function costs(
  outcomes: readonly Outcome[],
  resources: readonly Resource[],
): VerifyReport['cost'] {
  const total = (field: 'bytesScanned' | 'samples', uid?: string): number =>
    outcomes
      .filter((outcome) => uid === undefined || outcome.uid === uid)
      .reduce((sum, outcome) => sum + (outcome[field] ?? 0), 0);
  const perDayUsd = resources.reduce((sum, resource) => {
    if (resource.kind !== 'dashboard') return sum;
    const { uid, model } = resource;
    const refresh = durationSeconds(textAt(model, 'refresh'));
    const views = refresh === undefined || refresh <= 0 ? 1 : 86_400 / refresh;
    return sum + views * costOf(total('bytesScanned', uid), total('samples', uid));
  }, 0);
  const [bytesScanned, samples] = [total('bytesScanned'), total('samples')];
  return {
    bytesScanned,
    samples,
    perViewUsd: costOf(bytesScanned, samples),
    perDayUsd,
    priceDate: PRICES.date,
  };
}
