import { beforeAll, describe, expect, it } from '@jest/globals';
import { content } from '../../../scripts/content.ts';
import { loadEnvironment } from '../../../scripts/lib/config/load.ts';
import type { DashboardResource } from '../../../scripts/lib/state/resource.ts';
import { colors } from '../../../dashboards/house/colors.ts';
import { incidentNames } from '../../../telemetry/simulate/incidents.ts';
import { expectationOf } from '../../../telemetry/simulate/report/expectations.ts';
import { makeReport, type JudgedReport } from '../../../telemetry/simulate/report/report.ts';
import { reportSchema } from '../../../scripts/lib/report/simulation-report.ts';
import { reportTable } from '../../../telemetry/simulate/report/table.ts';
import { watchedPanels } from '../../../telemetry/simulate/report/watched-panel.ts';
import { seeds } from '../../support/telemetry/ask.ts';

let dashboard: DashboardResource;
beforeAll(async () => {
  const { name, environment } = await loadEnvironment('local');
  const resources = content.resources({
    environmentName: name,
    environment,
    grafanaVersion: '12.4',
  });
  const found = resources.find((resource) => resource.kind === 'dashboard');
  if (!found) throw new Error('there is no dashboard');
  dashboard = found;
});

/** Every incident takes two seconds: here those that people meet first, all of them in the nightly run. */
const nightly = process.env['TELEMETRY_SEEDS'] !== undefined;
const incidents = nightly ? incidentNames : (['mongo-outage', 'collector-down'] as const);

describe.each(seeds([7]))('the dashboard, asked in each incident, seed %d', (seed) => {
  let made: JudgedReport;
  beforeAll(async () => {
    made = await makeReport({
      dashboard,
      incidents,
      red: colors.critical,
      healthyHours: nightly ? 24 : 1,
      run: { seed, now: Date.UTC(2026, 10, 20, 12), shown: nightly ? 3 : 1 },
    });
  }, 300_000);

  it('shows every incident where it has to, within two minutes, and is quiet elsewhere', () => {
    expect(made.faults).toEqual([]);
    expect(made.report.incidents.filter(({ seen }) => !seen)).toEqual([]);
  });

  it('is not red on a healthy day', () => {
    expect(made.report.healthy.red).toEqual([]);
  });

  it('is reported in the published form, for programs and for people', () => {
    expect(reportSchema.parse(made.report)).toEqual(made.report);
    const text = reportTable(made.report, 'chapter');
    for (const name of incidents) expect(text).toContain(`  ${name.padEnd(24)} seen`);
    expect(text).toContain('nothing red');
  });
});

describe('what the report asks for', () => {
  const all = incidentNames.flatMap((name) =>
    (['chapter', 'app'] as const).map((contract) => expectationOf(name, contract)),
  );

  it('names only panels that the dashboard has, quiet ones on the first screen', () => {
    const panels = watchedPanels(dashboard);
    const titles = panels.map(({ title }) => title);
    const firstScreen = panels.filter((panel) => panel.firstScreen).map(({ title }) => title);
    for (const { change, quiet } of all) {
      for (const title of change) expect(titles).toContain(title);
      for (const title of quiet) expect(firstScreen).toContain(title);
    }
  });

  it('never asks a panel to change and to be quiet', () => {
    for (const { change, quiet } of all)
      expect(change.filter((title) => quiet.includes(title))).toEqual([]);
  });
});
