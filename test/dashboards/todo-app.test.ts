import { beforeAll, describe, expect, it } from '@jest/globals';
import { colors } from '../../dashboards/house/colors.ts';
import type { JsonObject } from '../../scripts/lib/state/resource.ts';
import type { Contract } from '../../telemetry/metrics.ts';
import { startAskedApp, type AskedApp } from '../support/telemetry/ask.ts';
import { ownDashboard } from '../support/telemetry/own-dashboard.ts';

const dashboardOf = async (contract: Contract): Promise<JsonObject> =>
  (await ownDashboard(contract)).model;

const objects = (value: unknown): JsonObject[] => value as JsonObject[];
const panelsOf = (model: JsonObject): JsonObject[] => objects(model['panels']);
const panel = (model: JsonObject, title: string): JsonObject => {
  const found = panelsOf(model).find((each) => each['title'] === title);
  if (!found) throw new Error(`no panel ${title}`);
  return found;
};
const firstScreen = (model: JsonObject): JsonObject[] => {
  const rows = panelsOf(model).flatMap((each, index) => (each['type'] === 'row' ? [index] : []));
  return panelsOf(model).slice((rows[0] ?? 0) + 1, rows[1]);
};
const textOf = (value: unknown): string => JSON.stringify(value);

describe.each(['chapter', 'app'] as const)('the dashboard of the contract %s', (contract) => {
  let model: JsonObject;
  beforeAll(async () => {
    model = await dashboardOf(contract);
  });

  it('lets people pick tasks, routes and the width of log bars, all tasks and routes to begin with', () => {
    const list = objects((model['templating'] as JsonObject)['list']);
    expect(list.map(({ name }) => name)).toEqual(['task', 'route', 'interval']);
    const [task, route] = list;
    const all = { multi: true, includeAll: true, allValue: '.*', current: { value: '$__all' } };
    expect([task, route]).toMatchObject([all, all]);
    const label = contract === 'app' ? 'url_rule' : 'path';
    expect(textOf(route?.['query'])).toContain(`, ${label})`);
  });

  it.each([
    'Requests by route',
    'Routes',
    'Latency',
    'p95',
    'Slow requests',
    'Request duration',
    'Latency p95 by method',
    'Failing routes',
    'Failing where',
    'Access lines by status',
    'Access log',
  ])('asks for the picked routes in "%s"', (title) => {
    expect(textOf(panel(model, title)['targets'])).toMatch(/\$route|\$\{route:regex\}/);
  });

  it.each(['Availability', 'Error budget', 'Burn rate', 'Traffic', 'Error ratio'])(
    'counts "%s" over all routes, because a route that was asked for once has no rate',
    (title) => {
      expect(textOf(panel(model, title)['targets'])).not.toContain('route');
    },
  );

  it('keeps time range, routes and interval in every link from a metric', () => {
    const urls = panelsOf(model)
      .flatMap((each) => {
        const { defaults } = (each['fieldConfig'] ?? {}) as { defaults?: JsonObject };
        return objects(defaults?.['links'] ?? []);
      })
      .map(({ url }) => url as string);
    expect(urls.length).toBeGreaterThan(10);
    for (const url of urls) {
      expect(url).toContain('${__url_time_range}');
      expect(url).toMatch(/\$\{__all_variables\}|\$\{route:queryparam\}&\$\{interval:queryparam\}/);
      const [, target] = /viewPanel=(\d+)$/.exec(url) ?? [];
      expect(panelsOf(model).map(({ id }) => String(id))).toContain(target);
    }
  });

  it('leads from a task to the errors of that task alone', () => {
    for (const title of ['Failures by task', 'Task CPU', 'Task memory', 'App process memory'])
      expect(textOf(panel(model, title)['fieldConfig'])).toContain(
        'var-task=${__field.labels.aws_ecs_task_id}&',
      );
  });

  it('fits its first row on a screen of 1280 x 830: 18 units of height, titles that are not cut', () => {
    const places = firstScreen(model).map(({ gridPos, title }) => ({
      ...(gridPos as { y: number; h: number; w: number }),
      title: title as string,
    }));
    const top = Math.min(...places.map(({ y }) => y));
    expect(Math.max(...places.map(({ y, h }) => y + h)) - top).toBe(18);
    // A column is 52 pixels wide and a letter 8; icon and margins take 70.
    for (const { title, w } of places)
      expect({ title, fits: title.length * 8 + 70 <= w * 52 }).toEqual({ title, fits: true });
  });

  it('is not green where there is no data', () => {
    const figures = panelsOf(model).filter(({ type }) => type === 'stat');
    expect(figures.length).toBeGreaterThan(5);
    const grey = { match: 'null+nan', result: { text: 'No data', color: colors.neutral } };
    for (const { fieldConfig } of figures)
      expect(fieldConfig).toMatchObject({
        defaults: { noValue: 'No data', mappings: [{ type: 'special', options: grey }] },
      });
  });
});

describe('the routes to pick from', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const asked = async (contract: Contract): Promise<{ app: AskedApp; selector: string }> => {
    const list = objects(((await dashboardOf(contract))['templating'] as JsonObject)['list']);
    const route = list.find(({ name }) => name === 'route');
    const query = String((route?.['query'] as JsonObject | undefined)?.['query']);
    const app = await startAskedApp({
      seed: 31,
      now,
      hours: 1,
      contract,
      incidents: [{ name: 'scanner-storm', at: now - 30 * 60_000 }],
    });
    return { app, selector: /^label_values\((.+), \w+\)$/.exec(query)?.[1] ?? '' };
  };

  it.each([
    ['chapter', 'path', /^\/(abc\/delete)?$/],
    ['app', 'url_rule', /^\/(healthz|<id>\/delete)?$/],
  ] as const)(
    'are those of the app (%s): no deleted to-do, nothing that a scanner asked for',
    async (contract, label, known) => {
      const { app, selector } = await asked(contract);
      try {
        const every = 'last_over_time(flask_http_request_duration_seconds_count[1h])';
        const at = now - 60_000;
        const polluted = Object.keys(await app.values(every, label, at));
        const routes = Object.keys(
          await app.values(`group by (${label}) (last_over_time(${selector}[1h]))`, label, at),
        );
        expect(routes).toContain('/');
        expect(routes.filter((route) => !known.test(route))).toEqual([]);
        expect(polluted.length).toBeGreaterThan(routes.length);
      } finally {
        await app.stop();
      }
    },
  );
});
