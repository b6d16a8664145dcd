import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ampApi } from '../../../scripts/lib/local/amp-api.ts';
import { AmpClient } from '../../../scripts/lib/verify/amp-client.ts';
import { askInsights } from '../../../scripts/lib/verify/ask-insights.ts';
import { awsLogQueries } from '../../../scripts/lib/verify/aws-log-queries.ts';
import { askPromql, namesInAmp } from '../../../scripts/lib/verify/ask-promql.ts';
import { questionsOf } from '../../../scripts/lib/verify/question.ts';
import { runVerify } from '../../../scripts/lib/verify/run-verify.ts';
import { parseBytes, ScanBudget } from '../../../scripts/lib/verify/scan-budget.ts';
import type { Question } from '../../../scripts/lib/verify/question.ts';

const WORKSPACE = 'ws-01234567-89ab-cdef-0123-456789abcdef';
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-example' };
const HOUR = 3_600_000;
const span = { from: Date.UTC(2026, 10, 22), to: Date.UTC(2026, 10, 23) };

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const ampAt = (
  endpoint: string,
  signal = new AbortController().signal,
  timeoutMs?: number,
): AmpClient =>
  new AmpClient({
    endpoint,
    workspaceId: WORKSPACE,
    region: 'eu-central-1',
    credentials,
    signal,
    backoffMs: 1,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });

const matrix = (values: number): string =>
  JSON.stringify({
    status: 'success',
    data: {
      resultType: 'matrix',
      result:
        values === 0
          ? []
          : [
              {
                metric: { __name__: 'up' },
                values: Array.from({ length: values }, (_, index) => [index, '1']),
              },
            ],
      stats: { samples: { totalQueryableSamples: 77 } },
    },
  });

describe('AMP', () => {
  it('is asked with signed requests, through the same path as on AWS', async () => {
    const prometheus = await serve((request, response) =>
      response.end(request.url === '/api/v1/query_range' ? matrix(3) : '{}'),
    );
    const mount = ampApi({ prometheusUrl: prometheus, workspaceId: WORKSPACE });
    const amp = await serve((request, response) => void mount.handle(request, response));
    expect(await askPromql(ampAt(amp), 'up', span)).toEqual({
      status: 'answered',
      series: 1,
      samples: 77,
    });
    const unsigned = await fetch(`${amp}/workspaces/${WORKSPACE}/api/v1/query?query=up`);
    expect(unsigned.status).toBe(403);
  });

  it.each([
    ['nothing', 200, matrix(0), { status: 'empty' }],
    [
      'a refused query',
      422,
      JSON.stringify({ status: 'error', error: 'too many samples' }),
      { status: 'failed', reason: 'too many samples' },
    ],
    [
      'a bad query',
      400,
      JSON.stringify({ status: 'error', error: 'parse error' }),
      { status: 'failed', reason: 'parse error' },
    ],
    [
      'throttling that does not end',
      429,
      '{"message":"slow down"}',
      { status: 'failed', reason: 'AMP throttles (429); asked four times' },
    ],
    [
      'a page of HTML',
      502,
      '<html>Bad gateway</html>',
      { status: 'failed', reason: 'AMP answered 502 with an HTML page' },
    ],
  ])('answers %s: told for the query, the others go on', async (_, status, body, expected) => {
    const amp = await serve((_request, response) => {
      response.writeHead(status);
      response.end(body);
    });
    expect(await askPromql(ampAt(amp), 'up', span)).toMatchObject(expected);
  });

  it('is asked again after a 429, as soon as it says', async () => {
    let requests = 0;
    const amp = await serve((_request, response) => {
      requests++;
      if (requests < 3) response.writeHead(429, { 'retry-after': '0' });
      response.end(requests < 3 ? '' : matrix(1));
    });
    expect(await askPromql(ampAt(amp), 'up', span)).toMatchObject({ status: 'answered' });
    expect(requests).toBe(3);
  });

  it.each([
    [
      'expired credentials',
      403,
      '{"message":"The security token included in the request is expired"}',
      'have expired',
      3,
    ],
    ['credentials without the permission', 403, '{"message":"not authorized"}', 'does not let', 3],
    [
      'a workspace of another region',
      404,
      '{"message":"Workspace not found"}',
      'has no AMP workspace',
      6,
    ],
  ])('ends everything with %s', async (_, status, body, message, exitCode) => {
    const amp = await serve((_request, response) => {
      response.writeHead(status);
      response.end(body);
    });
    const failure: unknown = await askPromql(ampAt(amp), 'up', span).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: 'UserError', exitCode });
    expect((failure as Error).message).toContain(message);
  });

  it('names the region where nobody answers, and nothing of what was signed', async () => {
    const failure: unknown = await askPromql(ampAt('http://127.0.0.1:1'), 'up', span).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      exitCode: 6,
      details: [expect.stringContaining('eu-central-1')],
    });
    expect(inspect(failure, { depth: Infinity, showHidden: true })).not.toMatch(/Signature=|AKID/);
  });

  it('does not wait for ever for one that takes the question and says nothing', async () => {
    const amp = await serve(() => undefined);
    const failure: unknown = await askPromql(ampAt(amp, undefined, 50), 'up', span).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: 'UserError', exitCode: 6 });
    expect((failure as Error).message).toMatch(/^127\.0\.0\.1:\d+ said nothing for 0\.05 s\.$/);
    expect(inspect(failure, { depth: Infinity, showHidden: true })).not.toMatch(/Signature=|AKID/);
  });

  it('tells which metrics and labels it has', async () => {
    const amp = await serve((request, response) =>
      response.end(
        JSON.stringify({
          status: 'success',
          data: request.url?.endsWith('/labels') ? ['job'] : [{ __name__: 'up', job: 'a' }],
        }),
      ),
    );
    const { metrics, labels } = await namesInAmp(ampAt(amp), ['up', 'gone'], span);
    expect([[...metrics], [...labels]]).toEqual([['up'], ['job']]);
  });
});

/** CloudWatch Logs that scans `perHour` bytes an hour of the span, as AWS counts, and takes a few looks to complete. */
async function logsThatScan(
  perHour: number,
  failure?: { type: string; message: string },
  /** A span longer than an hour scans this many times what its samples foretell. */
  burst = 1,
) {
  const calls: string[] = [];
  const scanned = new Map<string, number>();
  const spans = new Map<string, number>();
  const looks = new Map<string, number>();
  const endpoint = await serve((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const name = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const body = JSON.parse(text) as { queryId?: string; startTime?: number; endTime?: number };
      calls.push(name);
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      if (failure) {
        response.writeHead(400);
        response.end(JSON.stringify({ __type: failure.type, message: failure.message }));
        return;
      }
      const id = body.queryId ?? String(spans.size + 1);
      if (name === 'StartQuery') {
        spans.set(id, (body.endTime ?? 0) - (body.startTime ?? 0));
        response.end(JSON.stringify({ queryId: id }));
      } else if (name === 'GetQueryResults') {
        const look = (looks.get(id) ?? 0) + 1;
        looks.set(id, look);
        const seconds = spans.get(id) ?? 0;
        const bytes = (seconds / 3600) * perHour * (seconds > 3600 ? burst : 1);
        const enough = seconds > 3600 ? 10 : 2;
        const isStopped = calls.includes('StopQuery');
        if (!isStopped) scanned.set(id, (bytes * look) / enough);
        response.end(
          JSON.stringify({
            status: isStopped ? 'Cancelled' : look < enough ? 'Running' : 'Complete',
            statistics: { bytesScanned: scanned.get(id) },
            results: [[{ field: 'n', value: '1' }]],
          }),
        );
      } else response.end('{}');
    });
  });
  const client = new CloudWatchLogsClient({
    endpoint,
    region: 'eu-central-1',
    credentials,
    maxAttempts: 1,
  });
  const total = (): number => [...scanned.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { client, calls, total };
}

const logQuestion = (expression: string) => ({
  expression,
  logGroups: ['/ecs/todo-app'],
  target: {},
  refId: 'A',
  dataSourceUid: 'logs',
  dataSourceType: 'cloudwatch',
});

describe('CloudWatch Logs', () => {
  const ask = (
    client: CloudWatchLogsClient,
    budget: ScanBudget,
    signal = new AbortController().signal,
  ) =>
    askInsights(
      { queries: awsLogQueries(client), budget, signal, pollMs: 1 },
      logQuestion('stats count(*) as n'),
      span,
    );

  const started = (calls: readonly string[]): number =>
    calls.filter((name) => name === 'StartQuery').length;

  it('is asked over a second and five minutes first, then over the whole span, and later only once', async () => {
    const { client, calls, total } = await logsThatScan(1e6);
    const budget = new ScanBudget(1e9);
    expect(await ask(client, budget)).toEqual({ status: 'answered', rows: 1, bytesScanned: 24e6 });
    expect(started(calls)).toBe(7);
    expect(budget.spent).toBe(total());
    await ask(client, budget);
    expect(started(calls)).toBe(8);
  });

  it('does not start what could pass the budget: three times what the samples foretell', async () => {
    const { client, calls, total } = await logsThatScan(1e6);
    const budget = new ScanBudget(50e6);
    expect(await ask(client, budget)).toMatchObject({
      status: 'not-run',
      reason: expect.stringContaining('--max-scan'),
    });
    expect(started(calls)).toBe(6);
    expect(total()).toBeLessThan(1e6);
    expect(budget.spent).toBe(total());
  });

  it('runs over a span that is known as long as it fits exactly', async () => {
    const { client, total } = await logsThatScan(1e6);
    const budget = new ScanBudget(100e6);
    const answers = [];
    for (let count = 0; count < 5; count++) answers.push((await ask(client, budget)).status);
    expect(answers).toEqual(['answered', 'answered', 'answered', 'answered', 'not-run']);
    expect(total()).toBeLessThanOrEqual(100e6);
  });

  it('stops a query on AWS before it passes the budget, whatever the samples said', async () => {
    const { client, calls, total } = await logsThatScan(1e6, undefined, 100);
    const budget = new ScanBudget(1e9);
    expect(await ask(client, budget)).toMatchObject({ status: 'not-run' });
    expect(calls).toContain('StopQuery');
    expect(total()).toBeLessThanOrEqual(1e9);
    expect(budget.spent).toBe(total());
  });

  it('starts not even a minute that is too much, after a look at a second', async () => {
    const { client, calls, total } = await logsThatScan(3600e6);
    expect(await ask(client, new ScanBudget(2e6))).toMatchObject({ status: 'not-run' });
    expect(started(calls)).toBe(1);
    expect(total()).toBe(1e6);
  });

  it('stops a running query at Ctrl-C', async () => {
    const { client, calls } = await logsThatScan(1e3);
    const interrupt = new AbortController();
    const asked = askInsights(
      {
        queries: awsLogQueries(client),
        budget: new ScanBudget(1e9),
        signal: interrupt.signal,
        pollMs: 60_000,
      },
      logQuestion('fields @message'),
      span,
    );
    while (!calls.includes('GetQueryResults'))
      await new Promise((resolve) => setImmediate(resolve));
    interrupt.abort();
    expect(await asked).toMatchObject({ status: 'not-run', reason: 'Stopped by Ctrl-C.' });
    expect(calls).toContain('StopQuery');
  });

  it('tells a query that AWS refuses from credentials that it refuses', async () => {
    const malformed = await logsThatScan(0, {
      type: 'MalformedQueryException',
      message: 'unexpected symbol',
    });
    expect(await ask(malformed.client, new ScanBudget(1e9))).toEqual({
      status: 'failed',
      reason: 'MalformedQuery: unexpected symbol',
    });
    const expired = await logsThatScan(0, { type: 'ExpiredTokenException', message: 'expired' });
    await expect(ask(expired.client, new ScanBudget(1e9))).rejects.toMatchObject({ exitCode: 3 });
  });

  it('reads sizes as people write them', () => {
    expect(['1GB', '500 MB', '2kb', '10'].map(parseBytes)).toEqual([1e9, 5e8, 2000, 10]);
    expect(() => parseBytes('much')).toThrow('is no size');
  });
});

describe('questions', () => {
  it('are what a browser would send: variables have their saved value, windows fit the span', () => {
    const questions = questionsOf(
      [
        {
          kind: 'datasource',
          uid: 'amp',
          title: 'AMP',
          model: { type: 'prometheus', jsonData: { timeInterval: '20s' } },
        },
        {
          kind: 'dashboard',
          uid: 'd',
          title: 'D',
          folderUid: 'f',
          model: {
            uid: 'd',
            panels: [
              {
                title: 'P',
                type: 'stat',
                targets: [
                  {
                    refId: 'A',
                    datasource: { uid: 'amp', type: 'prometheus' },
                    expr: 'rate(x{t=~"$task"}[$__rate_interval])',
                  },
                  {
                    refId: 'B',
                    hide: true,
                    datasource: { uid: 'amp', type: 'prometheus' },
                    expr: 'up',
                  },
                ],
              },
            ],
            templating: {
              list: [
                { name: 'task', type: 'query', includeAll: true, current: { value: ['$__all'] } },
              ],
            },
          },
        },
      ],
      { spanMs: HOUR },
    );
    expect(questions.map(({ expression, panel }) => [panel, expression])).toEqual([
      ['P', 'rate(x{t=~".*"}[80s])'],
    ]);
  });

  it('are each asked once, in order, and not after Ctrl-C', async () => {
    const question = (expression: string): Question => ({
      uid: 'd',
      panel: expression,
      refId: 'A',
      language: 'promql',
      expression,
      dataSourceUid: 'amp',
      dataSourceType: 'prometheus',
      logGroups: [],
      target: {},
      mayBeEmpty: false,
    });
    const interrupt = new AbortController();
    const asked: string[] = [];
    const outcomes = await runVerify({
      questions: ['a', 'a', 'b', 'stop', 'c', 'd', 'e', 'f', 'g'].map(question),
      signal: interrupt.signal,
      ask: ({ expression }) => {
        asked.push(expression);
        if (expression === 'stop') interrupt.abort();
        return Promise.resolve({ status: 'answered' });
      },
    });
    expect(asked.filter((each) => each === 'a')).toHaveLength(1);
    expect(outcomes.map(({ panel }) => panel).join('')).toBe('aabstopcdefg');
    expect(outcomes.at(-1)?.status).toBe('not-run');
  });
});
