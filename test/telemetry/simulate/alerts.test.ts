import { describe, expect, it } from '@jest/globals';
import { alertGroups } from '../../../alerts/index.ts';
import { loadEnvironment } from '../../../scripts/environment.ts';
import { prometheusClient } from '../../../scripts/lib/prometheus/client.ts';
import type { AlertRuleGroupResource } from '../../../scripts/lib/state/resource.ts';
import { incidentNames, type IncidentName } from '../../../telemetry/simulate/incidents.ts';
import { firingAlerts, type Firing } from '../../../telemetry/simulate/report/alerts.ts';
import { startSimulatedApp } from '../../../telemetry/simulated-app.ts';
import { seeds } from '../../support/telemetry/ask.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const now = Date.UTC(2026, 10, 20, 12);
/** An incident begins so long before now. */
const AT = now - 20 * MINUTE;

/** Which alerts page somebody in an incident, and within how many minutes. The others concern nobody at night. */
const PAGES: Record<IncidentName, Readonly<Record<string, number>>> = {
  'mongo-outage': { 'todo-burn-1h': 8, 'todo-burn-6h': 8 },
  'swallowed-insert-errors': { 'todo-inserts-lost': 2 },
  'collector-down': { 'todo-data-stale': 4 },
  'remote-write-cut': { 'todo-data-stale': 4 },
  'mongo-slow': {},
  'task-crash-loop': {},
  deploy: {},
  'memory-leak': {},
  'fd-leak': {},
  'cpu-saturation': {},
  'scanner-storm': {},
  'traffic-drop': {},
  'scrape-failing': {},
};

async function groupsOfTheApp(): Promise<AlertRuleGroupResource[]> {
  const { environment } = await loadEnvironment('local');
  return alertGroups({ environmentName: 'local', environment, grafanaVersion: '12.4' });
}

/** Plays the app, and evaluates its alert rules over the real Prometheus. */
async function firing(
  options: { seed: number; hours: number; incident?: IncidentName },
  from: number,
): Promise<Firing[]> {
  const { seed, hours, incident } = options;
  const incidents = incident === undefined ? [] : [{ name: incident, at: AT }];
  const app = await startSimulatedApp({ seed, now, hours, incidents });
  try {
    const client = prometheusClient(app.prometheusUrl);
    return await firingAlerts(client, await groupsOfTheApp(), { from, to: now });
  } finally {
    await app.stop();
  }
}

const nightly = process.env['TELEMETRY_SEEDS'] !== undefined;
const incidents: readonly IncidentName[] = nightly
  ? incidentNames
  : ['mongo-outage', 'swallowed-insert-errors', 'collector-down'];

describe.each(seeds([7]))('the alert rules over the simulated app, seed %d', (seed) => {
  it.each(incidents)(
    'in %s page for what it is, soon, and for nothing else',
    async (incident) => {
      const found = await firing({ seed, hours: 1.3, incident }, AT - 30 * MINUTE);
      const pages = found.filter(({ severity }) => severity === 'page');
      expect([...new Set(pages.map(({ uid }) => uid))].toSorted()).toEqual(
        Object.keys(PAGES[incident]).toSorted(),
      );
      for (const { uid, at } of pages)
        expect((at - AT) / MINUTE).toBeLessThanOrEqual(PAGES[incident][uid] ?? 0);
    },
    60_000,
  );

  it('are silent on a healthy day', async () => {
    const hours = nightly ? 24 : 2;
    const from = now - (hours - 0.5) * HOUR;
    expect(await firing({ seed, hours }, from)).toEqual([]);
  }, 120_000);
});
