import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Life } from '../../support/drift/life.ts';
import { chance } from '../../support/drift/random.ts';

/** One here; many in the nightly runs: DRIFT_SEEDS=1-50, or 12,19 to live those again. */
const SEEDS = (process.env['DRIFT_SEEDS'] ?? '1').split(',').flatMap((text) => {
  const [first = 1, last = first] = text.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
});
/** Three checks a day. */
const CHECKS = 21;

describe.each(['9.4', '12.4'] as const)('a week in the life of Grafana %s', (grafana) => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'life-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it.each(SEEDS)(
    'every drift is found at the next check, with no false alarm (seed %i)',
    async (seed) => {
      const by = chance(seed);
      const life = await Life.begin(grafana, directory, by);
      const past: string[] = [];
      try {
        for (let check = 0; check < CHECKS; check++) {
          const happenings = life.happenings();
          const name = by.pick(Object.keys(happenings));
          await happenings[name]?.();
          past.push(`${name}${name === 'a person edits' ? ` (${life.truth.edits.at(-1)})` : ''}`);
          const report = await life.check();
          const { drifts, words, unmanaged } = life.expected();
          const found = report.drifts.map(({ uid, what }) => `${uid} ${what}`);
          const alarms = found.length > drifts.length ? Life.words(report) : [];
          expect([past, found, alarms]).toEqual([past, drifts, []]);
          expect([past, report.inSync, report.unchecked]).toEqual([past, drifts.length === 0, []]);
          expect([past, report.unmanaged.length]).toEqual([past, unmanaged]);
          if (words) expect([past, Life.words(report)]).toEqual([past, words]);
        }
      } finally {
        await life.end();
      }
    },
    180_000,
  );
});
