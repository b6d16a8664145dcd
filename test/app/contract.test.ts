import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scrapedLabels } from '../../telemetry/metrics/labels.ts';
import { appMetrics } from '../../telemetry/metrics/app.ts';
import { metricCatalogue } from '../../telemetry/metrics.ts';
import { logLineCatalogue } from '../../telemetry/logs.ts';
import { simulate } from '../../telemetry/simulate/index.ts';
import { hasMongodb, isInstalled, startApp, startMongodb, type RealApp } from './real-app.ts';

const metrics = appMetrics('app');
const linesOfTheApp = logLineCatalogue('app').filter(({ contract }) => contract === 'app');
/** What the collector adds after the scrape. */
const added = new Set<string>(scrapedLabels);

const now = Date.UTC(2026, 10, 23, 12);
const simulation = simulate({
  seed: 11,
  start: now - 40 * 60_000,
  end: now,
  contract: 'app',
  incidents: [
    { name: 'mongo-outage', at: now - 20 * 60_000, minutes: 10 },
    { name: 'swallowed-insert-errors', at: now - 35 * 60_000, minutes: 8 },
    { name: 'deploy', at: now - 5 * 60_000 },
  ],
});
const events = [...simulation.logs.events([simulation.world.logGroups.app], 0, now)];

interface Series {
  readonly name: string;
  readonly labels: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** The series of an exposition; `_created` is in it but never stored. */
function seriesOf(exposition: string): Series[] {
  return exposition
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = ''] = /^([\w:]+)(?:\{(.*)\})? /.exec(line) ?? [];
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)];
      const values = Object.fromEntries(pairs.map(([, label = '', value = '']) => [label, value]));
      return { name, labels: Object.keys(values), values };
    })
    .filter(({ name }) => !name.endsWith('_created'));
}

const labelsOf = (name: string): string[] =>
  (metrics.find((metric) => metric.name === name)?.labels ?? [])
    .filter((label) => !added.has(label))
    .toSorted();

// Without Python there is nothing to compare with; CI must not pass for that reason.
const describeIfInstalled = isInstalled || process.env['CI'] ? describe : describe.skip;
if (!isInstalled)
  process.stderr.write(
    'note: app/.venv is not installed (make app/.venv/.installed): the contract with the real app is not tested\n',
  );

describeIfInstalled('the real app, while MongoDB does not answer', () => {
  let app: RealApp;
  let series: Series[];
  let exposition: string;
  const statuses: Record<string, number> = {};

  beforeAll(async () => {
    app = await startApp();
    const ask = async (name: string, path: string, init?: RequestInit): Promise<void> => {
      statuses[name] = (await fetch(`${app.url}${path}`, { redirect: 'manual', ...init })).status;
    };
    const form = (text: string): RequestInit => ({
      method: 'POST',
      body: new URLSearchParams({ text, kind: 'Important' }),
    });
    await Promise.all([
      ask('list', '/'),
      ask('add', '/', form('my secret plan')),
      ask('refused insert', '/', form('refuse me')),
      ask('crash', '/crash'),
      ask('add nothing', '/', form('')),
      ask('delete what cannot be', '/abc/delete', { method: 'POST' }),
      ask('scanner', '/wp-login.php'),
      ask('wrong method', '/abc/delete'),
      ask('a form of another site', '/', {
        ...form('x'),
        headers: { origin: 'https://evil.example' },
      }),
      ask('a form that hides its site', '/', { ...form('x'), headers: { origin: 'null' } }),
      ask('our own form', '/', { ...form('x'), headers: { origin: app.url } }),
    ]);
    const answer = await fetch(`${app.url}/metrics`, {
      headers: { accept: 'application/openmetrics-text; version=1.0.0' },
    });
    exposition = await answer.text();
    series = seriesOf(exposition);
  }, 30_000);
  afterAll(() => app?.stop());

  it('answers without waiting for a minute, and tells the user the truth', () => {
    expect(statuses).toEqual({
      list: 503,
      add: 503,
      'refused insert': 500,
      crash: 500,
      'add nothing': 400,
      'delete what cannot be': 404,
      scanner: 404,
      'wrong method': 405,
      'a form of another site': 403,
      'a form that hides its site': 403,
      'our own form': 503,
    });
  });

  it('exposes every metric of the catalogue and no other', () => {
    expect([...new Set(series.map(({ name }) => name))].toSorted()).toEqual(
      metrics.map(({ name }) => name).toSorted(),
    );
  });

  it('gives each metric the labels of the catalogue', () => {
    const seen = new Map<string, string[]>();
    for (const { name, labels } of series)
      seen.set(name, [...new Set([...(seen.get(name) ?? []), ...labels])].toSorted());
    const expected = new Map(metrics.map(({ name }) => [name, labelsOf(name)]));
    for (const [name, labels] of seen)
      expect({ name, labels }).toEqual({ name, labels: expected.get(name) });
  });

  it('counts what does not exist under one route, so that scanners add no series', () => {
    const routes = series.filter(
      ({ name }) => name === 'flask_http_request_duration_seconds_count',
    );
    expect(routes.length).toBeLessThanOrEqual(9);
  });

  it('writes only lines that the catalogue knows, and each kind of them', () => {
    const unknown = app
      .lines()
      .filter((line) => !linesOfTheApp.some(({ pattern }) => pattern.test(line)));
    expect(unknown).toEqual([]);
    const missing = linesOfTheApp.filter(
      ({ pattern }) => !app.lines().some((line) => pattern.test(line)),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it('has the types that the catalogue says: a rate over a gauge is nonsense', () => {
    const declared = new Map(
      [...exposition.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name = '', type = '']) => [
        name,
        type,
      ]),
    );
    for (const { name, type } of metrics) {
      const family = name.replace(/_(total|bucket|count|sum)$/, '');
      const said = declared.get(family) ?? declared.get(name);
      const expected = type.replace(/^histogram_.*/, 'histogram').replace('info', 'gauge');
      expect({ name, type: said }).toEqual({ name, type: expected });
    }
  });

  it('agrees with the simulated app in the values that queries are written for: bounds, routes, methods, loggers', () => {
    const made = simulation.series().map(({ labels }) => labels);
    const valuesOf = (all: readonly Readonly<Record<string, string>>[], label: string): string[] =>
      [...new Set(all.flatMap((labels) => labels[label] ?? []))].toSorted();
    const real = series.map(({ values }) => values).filter((v) => v['url_rule'] !== '/crash');
    expect(valuesOf(made, 'url_rule')).toEqual(valuesOf(real, 'url_rule'));
    // A scrape says "1.0"; what is stored says "1".
    const bounds = (values: readonly string[]): number[] =>
      values.map(Number).toSorted((a, b) => a - b);
    expect(bounds(valuesOf(made, 'le').map((le) => le.replace('+Inf', 'Infinity')))).toEqual(
      bounds(valuesOf(real, 'le').map((le) => le.replace('+Inf', 'Infinity'))),
    );
    const fieldsOf = (lines: readonly string[]): string[] =>
      [
        ...new Set(
          lines.map((line) => {
            const { logger, level, message, ...fields } = JSON.parse(line) as Record<
              string,
              unknown
            >;
            return [logger, level, message, ...Object.keys(fields)].join(' ');
          }),
        ),
      ].toSorted();
    const ofTheRealApp = fieldsOf(app.lines());
    expect(ofTheRealApp).toEqual(
      expect.arrayContaining(fieldsOf(events.map(({ message }) => message))),
    );
  });

  it('never writes the text of a to-do', () => {
    expect(app.lines().join('\n')).not.toContain('secret plan');
  });
});

const describeWithMongodb = isInstalled && hasMongodb ? describe : describe.skip;
if (!hasMongodb)
  process.stderr.write(
    'note: no MongoDB-protocol server (it is built where Go is installed): the app is tested without a database\n',
  );

describeWithMongodb('the real app with a MongoDB', () => {
  it('lists, adds and deletes, shows what was typed as text, and counts a success as 302', async () => {
    const mongodb = await startMongodb();
    const app = await startApp(mongodb.uri);
    try {
      const add = (text: string) =>
        fetch(`${app.url}/`, {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({ text, kind: 'Important' }),
        });
      expect((await add('<b>milk</b>')).status).toBe(302);
      const page = await (await fetch(app.url)).text();
      expect(page).toContain('&lt;b&gt;milk&lt;/b&gt;');
      const [path = ''] = /\/[0-9a-f]{24}\/delete/.exec(page) ?? [];
      expect(
        (await fetch(`${app.url}${path}`, { method: 'POST', redirect: 'manual' })).status,
      ).toBe(302);
      expect(await (await fetch(app.url)).text()).toContain('Nothing to do.');
      const exposition = await (await fetch(`${app.url}/metrics`)).text();
      expect(exposition).toContain('flask_http_request_total{method="POST",status="302"} 2.0');
      expect(exposition).toContain('url_rule="/<id>/delete"');
    } finally {
      await app.stop();
      await mongodb.stop();
    }
  }, 30_000);
});

describe('the simulated app of the same contract', () => {
  it('has the series of the catalogue, with its labels', () => {
    const known = new Map(
      metricCatalogue('app').map(({ name, labels }) => [name, new Set<string>(labels)]),
    );
    const strangers = simulation
      .series()
      .filter(
        ({ labels: { __name__, ...labels } }) =>
          !Object.keys(labels).every((label) => known.get(__name__ ?? '')?.has(label)),
      );
    expect(strangers.map(({ labels }) => labels['__name__'])).toEqual([]);
    const names = new Set(simulation.series().map(({ labels }) => labels['__name__']));
    // Nothing in the model is a fault of the code: no exception goes uncaught.
    expect(metrics.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([
      'flask_http_request_exceptions_total',
    ]);
  });

  it('writes only lines that the catalogue knows, and each kind that it has a cause for', () => {
    const unknown = events.filter(
      ({ message }) => !linesOfTheApp.some(({ pattern }) => pattern.test(message)),
    );
    expect(unknown.slice(0, 3).map(({ message }) => message)).toEqual([]);
    const missing = linesOfTheApp.filter(
      ({ pattern }) => !events.some(({ message }) => pattern.test(message)),
    );
    expect(missing.map(({ id }) => id)).toEqual(['unhandled']);
  });
});
