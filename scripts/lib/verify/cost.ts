import { durationSeconds } from '../queries/promql/literals.ts';
import { objectAt, textAt } from '../rules/model/json.ts';
import { costOf, PRICES } from './prices.ts';
import type { Outcome, Span, VerifyReport } from './outcome.ts';
import type { DashboardResource, Resource } from '../state/resource.ts';

const DAY_SECONDS = 86_400;

/**
 * What looking costs. A view is one look at every dashboard over its own range: bytes and samples grow with the range, so that
 * they are taken in proportion from the span that was asked. A day is one browser that stays open, each dashboard drawn as
 * often as it refreshes, or once.
 */
export function costs(
  outcomes: readonly Outcome[],
  resources: readonly Resource[],
  { from, to }: Span,
): VerifyReport['cost'] {
  const views = resources.flatMap((resource) => {
    if (resource.kind !== 'dashboard') return [];
    const part = (rangeSeconds(resource) ?? (to - from) / 1000) / ((to - from) / 1000);
    const total = (field: 'bytesScanned' | 'samples'): number =>
      outcomes
        .filter(({ uid }) => uid === resource.uid)
        .reduce((sum, outcome) => sum + (outcome[field] ?? 0), 0);
    const [bytesScanned, samples] = [total('bytesScanned') * part, total('samples') * part];
    return [
      { bytesScanned, samples, usd: costOf(bytesScanned, samples), perDay: perDay(resource) },
    ];
  });
  const sum = (of: (view: (typeof views)[number]) => number): number =>
    views.reduce((total, view) => total + of(view), 0);
  return {
    bytesScanned: Math.round(sum((view) => view.bytesScanned)),
    samples: Math.round(sum((view) => view.samples)),
    perViewUsd: sum(({ usd }) => usd),
    perDayUsd: sum((view) => view.usd * view.perDay),
    priceDate: PRICES.date,
  };
}

/** `now-3h` to `now`; undefined where it is another range. */
function rangeSeconds({ model }: DashboardResource): number | undefined {
  const { from, to } = objectAt(model, 'time');
  const past = typeof from === 'string' ? /^now-(\w+)$/.exec(from)?.[1] : undefined;
  return past === undefined || to !== 'now' ? undefined : durationSeconds(past);
}

function perDay({ model }: DashboardResource): number {
  const refresh = durationSeconds(textAt(model, 'refresh'));
  return refresh === undefined || refresh <= 0 ? 1 : DAY_SECONDS / refresh;
}
