import { afterEach, describe, expect, it } from '@jest/globals';
import { GrafanaHttp } from '../../../scripts/lib/grafana/http.ts';
import { serviceDataPlane } from '../../../scripts/lib/local/logs-api/data-plane.ts';
import { LogsService } from '../../../scripts/lib/local/logs-api/logs-service.ts';
import { startLocalWorkspace } from '../../../scripts/lib/local/start.ts';
import { healthOf, namesInGrafana } from '../../../scripts/lib/verify/ask-grafana.ts';
import { askInsights } from '../../../scripts/lib/verify/ask-insights.ts';
import { grafanaLogQueries } from '../../../scripts/lib/verify/grafana-log-queries.ts';
import { ScanBudget } from '../../../scripts/lib/verify/scan-budget.ts';
import type { DataQuery } from '../../../scripts/lib/local/data-plane.ts';
import { QUICK } from '../../support/publishing/quick.ts';
import { eventsOf, GROUP, NINE, storeOf } from '../local/logs-api/store.ts';

const SPAN = { from: NINE, to: NINE + 3_600_000 };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/**
 * A Grafana with both data sources, log events behind one and `up` behind the other. With `always` each log query is in this
 * state whenever it is looked at, and nobody tells what it has scanned.
 */
async function grafanaWith(
  grafana: '9.4' | '12.4',
  asked: DataQuery[] = [],
  always?: 'Running' | 'Complete',
) {
  const logs = serviceDataPlane(
    new LogsService({
      store: storeOf(eventsOf(...Array.from({ length: 3000 }, (_, index) => `line ${index}`))),
    }),
  );
  const workspace = await startLocalWorkspace({
    grafana,
    dataPlane: {
      query: async (query, signal) => {
        asked.push(query);
        if (query.target['expr'] !== undefined)
          return {
            status: 200,
            frames: [
              {
                schema: {
                  fields: [
                    { name: 'Time', type: 'time' },
                    { name: 'Value', type: 'number', labels: { __name__: 'up', job: 'app' } },
                  ],
                },
                data: { values: [[1], [1]] },
              },
            ],
          };
        const { subtype } = query.target;
        if (always && subtype === 'GetQueryResults')
          return {
            status: 200,
            frames: [
              {
                schema: { fields: [], meta: { custom: { Status: always } } },
                data: { values: [] },
              },
            ],
          };
        return logs.query(query, signal);
      },
    },
  });
  closing.push(() => workspace.close());
  const ask = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(workspace.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
      },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const url = 'http://localhost:9090';
  await ask('/api/datasources', { uid: 'logs', name: 'Logs', type: 'cloudwatch', access: 'proxy' });
  await ask('/api/datasources', {
    uid: 'amp',
    name: 'AMP',
    type: 'prometheus',
    access: 'proxy',
    url,
  });
  const { id } = (await ask('/api/serviceaccounts', { name: 'v', role: 'Admin' })) as {
    id: number;
  };
  const { key } = (await ask(`/api/serviceaccounts/${id}/tokens`, { name: 'v' })) as {
    key: string;
  };
  const current = (): Promise<string> => Promise.resolve(key);
  const { signal } = new AbortController();
  return new GrafanaHttp({
    url: workspace.url,
    tokens: { current, renew: current },
    counts: { read: 0, written: 0, retried: 0 },
    stop: signal,
    abort: signal,
    retry: QUICK,
  });
}

const question = (expression: string) => ({
  expression,
  logGroups: [GROUP],
  target: { logGroupNames: [GROUP], queryMode: 'Logs', region: 'eu-central-1' },
  refId: 'A',
  dataSourceUid: 'logs',
  dataSourceType: 'cloudwatch',
});

describe.each(['9.4', '12.4'] as const)('a Grafana %s', (version) => {
  const ask = async (
    http: GrafanaHttp,
    text: string,
    budget = new ScanBudget(1e6),
    signal = new AbortController().signal,
  ) =>
    askInsights(
      { queries: grafanaLogQueries(http), budget, signal, pollMs: 1 },
      question(text),
      SPAN,
    );

  it('runs a log query and says what it scanned', async () => {
    const http = await grafanaWith(version);
    const budget = new ScanBudget(1e6);
    expect(await ask(http, 'stats count(*) as n', budget)).toMatchObject({
      status: 'answered',
      bytesScanned: expect.any(Number),
    });
    expect(budget.spent).toBeGreaterThan(10_000);
  });

  it('tells a refused query by the words of AWS', async () => {
    const http = await grafanaWith(version);
    expect(await ask(http, 'stats nonsense(x)')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('MalformedQueryException'),
    });
  });

  it('starts nothing over the budget, and stops on AWS what runs at Ctrl-C', async () => {
    const asked: DataQuery[] = [];
    const http = await grafanaWith(version, asked, 'Running');
    const interrupt = new AbortController();
    const answer = ask(http, 'fields @message', new ScanBudget(1e6), interrupt.signal);
    const subtypes = (): unknown[] => asked.map(({ target }) => target['subtype']);
    while (!subtypes().includes('GetQueryResults'))
      await new Promise((resolve) => setImmediate(resolve));
    interrupt.abort();
    expect(await answer).toEqual({ status: 'not-run', reason: 'Stopped by Ctrl-C.' });
    expect(subtypes()).toContain('StopQuery');
    expect(await ask(http, 'fields @message', new ScanBudget(0))).toMatchObject({
      status: 'not-run',
    });
  });

  it('looks at no more than a second for any query where nobody tells what was scanned', async () => {
    const asked: DataQuery[] = [];
    const http = await grafanaWith(version, asked, 'Complete');
    const budget = new ScanBudget(1e6);
    for (const text of ['fields @message', 'stats count(*) as n'])
      expect(await ask(http, text, budget)).toMatchObject({
        status: 'not-run',
        reason: expect.stringContaining('Nobody says how much the query scans'),
      });
    const spans = asked
      .filter(({ target }) => target['subtype'] === 'StartQuery')
      .map(({ from, to }) => to - from);
    expect(spans).toEqual([1000, 1000]);
  });

  it('tells which metrics and labels its store has, and how its sources are', async () => {
    const http = await grafanaWith(version);
    const names = await namesInGrafana(
      http,
      { dataSourceUid: 'amp', dataSourceType: 'prometheus' },
      ['up', 'gone'],
      SPAN,
    );
    expect([...(names?.metrics ?? [])]).toEqual(['up']);
    expect([...(names?.labels ?? [])]).toEqual(['__name__', 'job']);
    expect(await healthOf(http, 'gone')).toMatchObject({ healthy: false });
  });
});
