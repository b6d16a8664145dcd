import { beforeAll, describe, expect, it } from '@jest/globals';
import { colors } from '../../../dashboards/house/colors.ts';
import type { Contract } from '../../../telemetry/metrics.ts';
import { incidentNames, type IncidentName } from '../../../telemetry/simulate/incidents.ts';
import { expectationOf } from '../../../telemetry/simulate/report/expectations.ts';
import { makeReport, type JudgedReport } from '../../../telemetry/simulate/report/report.ts';
import { reportSchema } from '../../../scripts/lib/report/simulation-report.ts';
import { reportTable } from '../../../telemetry/simulate/report/table.ts';
import { watchedPanels } from '../../../telemetry/simulate/report/watched-panel.ts';
import { seeds } from '../../support/telemetry/ask.ts';
import { ownDashboard } from '../../support/telemetry/own-dashboard.ts';

/** Every incident takes seconds: here those that people meet first, all of them and both contracts in the nightly run. */
const nightly = process.env['TELEMETRY_SEEDS'] !== undefined;
const incidents = nightly ? incidentNames : (['mongo-outage', 'collector-down'] as const);
const shown = nightly ? 3 : 1;
const optionsOf = async (contract: Contract, seed: number) => ({
  dashboard: await ownDashboard(contract),
  incidents,
  red: colors.critical,
  healthyHours: nightly ? 24 : 1,
  run: { seed, contract, now: Date.UTC(2026, 10, 20, 12), shown, allowed: 0.005 },
});

const cases = seeds([7]).flatMap((seed) =>
  (nightly ? (['chapter', 'app'] as const) : (['chapter'] as const)).map(
    (contract) => [contract, seed] as const,
  ),
);
describe.each(cases)(
  'the dashboard of the %s, asked in each incident, seed %d',
  (contract, seed) => {
    let made: JudgedReport;
    beforeAll(async () => {
      made = await makeReport(await optionsOf(contract, seed));
    }, 3_600_000);

    it('shows every incident where it has to, within two minutes, is quiet elsewhere, and every figure is true', () => {
      expect(made.faults).toEqual([]);
      expect(made.report.incidents.filter(({ seen }) => !seen)).toEqual([]);
    });

    it('holds every panel of the first screen to the truth in every incident', async () => {
      const titles = watchedPanels(await ownDashboard(contract)).flatMap((panel) =>
        panel.firstScreen ? [panel.title] : [],
      );
      for (const { name, figures = [] } of made.report.incidents) {
        const compared = new Set(figures.map(({ panel }) => panel));
        const left = titles.filter((title) => !compared.has(title));
        expect({ name, left }).toEqual({ name, left: [] });
      }
    });

    it('is not red on a healthy day', () => {
      expect(made.report.healthy.red).toEqual([]);
    });

    it('is reported in the published form, for programs and for people', () => {
      expect(reportSchema.parse(made.report)).toEqual(made.report);
      const text = reportTable(made.report, contract);
      for (const name of incidents) expect(text).toContain(`  ${name.padEnd(24)} seen`);
      expect(text).toContain('nothing red');
      expect(text).toMatch(/Error ratio: 5xx \/ all +[\d.]+ % +[\d.]+ %/);
      expect(text).not.toContain('WRONG');
    });
  },
);

/** Two at once, chosen by the seed; the pair of the usual run is one that hides half of the other. */
const pairs: readonly (readonly [readonly IncidentName[], number])[] = nightly
  ? seeds([]).map((seed) => {
      const [first, step] = [seed % incidentNames.length, 1 + (seed % (incidentNames.length - 1))];
      const second = (first + step) % incidentNames.length;
      return [[first, second].flatMap((index) => incidentNames[index] ?? []), seed] as const;
    })
  : [[['mongo-outage', 'fd-leak'], 8]];
it.each(pairs)(
  'tells the truth in %j at once, seed %d',
  async (names, seed) => {
    const options = await optionsOf('chapter', seed);
    const { faults, report } = await makeReport({ ...options, incidents: names, together: true });
    expect(faults).toEqual([]);
    expect(report.incidents.map(({ name }) => name)).toEqual([names.join(' + ')]);
  },
  3_600_000,
);

describe('what the report asks for', () => {
  const all = incidentNames.flatMap((name) =>
    (['chapter', 'app'] as const).map((contract) => expectationOf(name, contract)),
  );

  it('names only panels that the dashboard has, quiet ones on the first screen', async () => {
    const panels = watchedPanels(await ownDashboard('chapter'));
    const titles = panels.map(({ title }) => title);
    const firstScreen = panels.filter((panel) => panel.firstScreen).map(({ title }) => title);
    for (const { change, quiet } of all) {
      for (const title of change) expect(titles).toContain(title);
      for (const title of quiet) expect(firstScreen).toContain(title);
    }
  });

  it('decides on every panel of the first screen: must change, must be quiet, or may follow and why', async () => {
    const firstScreen = watchedPanels(await ownDashboard('chapter')).filter(
      (panel) => panel.firstScreen,
    );
    for (const { change, quiet, may } of all)
      for (const { title } of firstScreen) {
        const said = [change.includes(title), quiet.includes(title), title in may];
        expect({ title, said: said.filter(Boolean).length }).toEqual({ title, said: 1 });
      }
  });
});
