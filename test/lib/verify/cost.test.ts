import { expect, it } from '@jest/globals';
import { costs } from '../../../scripts/lib/verify/cost.ts';
import type { Outcome } from '../../../scripts/lib/verify/outcome.ts';
import type { Resource } from '../../../scripts/lib/state/resource.ts';

const DAY = { from: 0, to: 86_400_000 };
const outcome = (uid: string, bytesScanned: number, samples: number): Outcome => ({
  uid,
  panel: 'P',
  refId: 'A',
  language: 'insights',
  status: 'answered',
  mayBeEmpty: false,
  ms: 1,
  bytesScanned,
  samples,
});
const dashboard = (
  uid: string,
  model: Extract<Resource, { kind: 'dashboard' }>['model'],
): Resource => ({
  kind: 'dashboard',
  uid,
  title: uid,
  folderUid: 'f',
  model,
});

it('a view costs what its own range scans, a day as many views as there are refreshes', () => {
  const resources = [
    dashboard('often', { refresh: '5m', time: { from: 'now-6h', to: 'now' } }),
    dashboard('once', { refresh: '' }),
  ];
  const outcomes = [outcome('often', 4e9, 0), outcome('often', 4e9, 0), outcome('once', 1e9, 10e9)];
  const { perViewUsd, perDayUsd, bytesScanned } = costs(outcomes, resources, DAY);
  // A quarter of 8 GB at 0.005 USD, then 1 GB and ten billion samples at 0.10 USD a billion.
  expect(bytesScanned).toBe(3e9);
  expect(perViewUsd).toBeCloseTo(0.01 + 0.005 + 1);
  expect(perDayUsd).toBeCloseTo(0.01 * 288 + 0.005 + 1);
});

it('queries of alert rules are no part of a view', () => {
  expect(costs([outcome('rules', 1e9, 1e9)], [], DAY)).toMatchObject({
    perViewUsd: 0,
    perDayUsd: 0,
  });
});
