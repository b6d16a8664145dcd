import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeQueriesCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  GetLogGroupFieldsCommand,
  GetLogRecordCommand,
  GetQueryResultsCommand,
  MalformedQueryException,
  StartQueryCommand,
  StopQueryCommand,
  type GetQueryResultsCommandOutput,
  type StartQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { logsApi } from '../../../../scripts/lib/local/logs-api/logs-api.ts';
import {
  LogsService,
  type LogsServiceOptions,
} from '../../../../scripts/lib/local/logs-api/logs-service.ts';
import { eventsOf, GROUP, NINE, storeOf } from './store.ts';

const EVENTS = eventsOf(
  '{"status":200,"ms":12.5,"user":{"name":"ann"}}',
  'GET / 200',
  'GET /x 404',
  '2026-11-20 09:00:03,000 - root - ERROR - no MongoDB',
);
const ARN = `arn:aws:logs:eu-central-1:123456789012:log-group:${GROUP}`;

let server: Server | undefined;
let client: CloudWatchLogsClient | undefined;

afterEach(async () => {
  client?.destroy();
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

/** The Logs API on a free port, and the SDK's client of it. */
async function started(options: Partial<LogsServiceOptions> = {}): Promise<{
  send: CloudWatchLogsClient['send'];
  url: string;
}> {
  const api = logsApi(
    new LogsService({ store: storeOf(EVENTS, '/ecs/other'), now: () => NINE + 60_000, ...options }),
  );
  server = createServer((request, response) => {
    if (api.matches(request)) void api.handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new CloudWatchLogsClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  return { send: client.send.bind(client), url };
}

const ask = (more: Partial<StartQueryCommandInput>): StartQueryCommand =>
  new StartQueryCommand({
    logGroupNames: [GROUP],
    startTime: NINE / 1000,
    endTime: NINE / 1000 + 60,
    queryString: 'fields @message',
    ...more,
  });

/** Asks again until the query has ended. */
async function resultsOf(
  send: CloudWatchLogsClient['send'],
  queryId: string | undefined,
): Promise<GetQueryResultsCommandOutput> {
  for (;;) {
    const answer = await send(new GetQueryResultsCommand({ queryId }));
    if (answer.status !== 'Running') return answer;
  }
}

describe('a query', () => {
  it('runs, and then shows rows and statistics', async () => {
    const { send } = await started({ answersRunning: 1 });
    const { queryId } = await send(
      ask({ queryString: 'filter @message like "GET" | stats count(*) as n by bin(5m)' }),
    );
    const running = await send(new GetQueryResultsCommand({ queryId }));
    expect(running).toMatchObject({ status: 'Running', results: [] });
    const answer = await resultsOf(send, queryId);
    expect(answer).toMatchObject({
      status: 'Complete',
      queryLanguage: 'CWLI',
      results: [
        [
          { field: 'bin(5m)', value: '2026-11-20 09:00:00.000' },
          { field: 'n', value: '2' },
        ],
      ],
      statistics: { recordsMatched: 2, recordsScanned: 4, logGroupsScanned: 1, resultCount: 1 },
    });
    expect(answer.statistics?.bytesScanned).toBe(
      EVENTS.reduce((sum, { message }) => sum + message.length, 0),
    );
  });

  it.each([
    ['names', { logGroupNames: [GROUP] }],
    ['one name', { logGroupNames: undefined, logGroupName: GROUP }],
    ['an ARN', { logGroupNames: undefined, logGroupIdentifiers: [ARN] }],
    [
      "an ARN as Grafana's, with a colon behind",
      { logGroupNames: undefined, logGroupIdentifiers: [`${ARN}:`] },
    ],
    ['an ARN with its star', { logGroupNames: undefined, logGroupIdentifiers: [`${ARN}:*`] }],
    [
      'SOURCE',
      {
        logGroupNames: undefined,
        queryString: "SOURCE logGroups(namePrefix: ['/ecs/t']) | fields @message",
      },
    ],
  ])('reads the log groups that it is given by %s', async (_how, input) => {
    const { send } = await started();
    const { queryId } = await send(ask(input));
    expect((await resultsOf(send, queryId)).results).toHaveLength(4);
  });

  it('reads the whole of its first and last second', async () => {
    const { send } = await started();
    const { queryId } = await send(
      ask({ startTime: NINE / 1000 + 1, endTime: NINE / 1000 + 2, limit: 10 }),
    );
    const { results = [] } = await resultsOf(send, queryId);
    expect(results.map((row) => row[0]?.value)).toEqual(['GET /x 404', 'GET / 200']);
  });

  it('comes in pages of what the client wants', async () => {
    const { send } = await started();
    const { queryId } = await send(ask({ queryString: 'fields @message | sort @timestamp asc' }));
    await resultsOf(send, queryId);
    const first = await send(new GetQueryResultsCommand({ queryId, maxItems: 3 }));
    const { nextToken } = first;
    const second = await send(new GetQueryResultsCommand({ queryId, nextToken }));
    expect(first.results).toHaveLength(3);
    expect(second.results?.map((row) => row[0]?.value)).toEqual([EVENTS[3]?.message]);
    expect(second.nextToken).toBeUndefined();
  });

  it('points at its events, which can be had whole', async () => {
    const { send } = await started();
    const { queryId } = await send(ask({ queryString: 'fields status | filter status = 200' }));
    const { results } = await resultsOf(send, queryId);
    const logRecordPointer = results?.[0]?.find(({ field }) => field === '@ptr')?.value;
    const { logRecord } = await send(new GetLogRecordCommand({ logRecordPointer }));
    expect(logRecord).toMatchObject({ '@logStream': 'todo/app/1', 'user.name': 'ann', ms: '12.5' });
  });

  it('can be stopped while it runs, not afterwards', async () => {
    const endless = {
      ...storeOf([]),
      *events() {
        for (;;) yield { ...EVENTS[0]!, timestamp: NINE };
      },
    };
    const { send } = await started({ store: endless });
    const { queryId } = await send(ask({ queryString: 'stats count(*)' }));
    expect(await send(new StopQueryCommand({ queryId }))).toMatchObject({ success: true });
    const { status, statistics } = await resultsOf(send, queryId);
    expect(status).toBe('Cancelled');
    expect(statistics?.recordsScanned).toBeGreaterThan(0);
    await expect(send(new StopQueryCommand({ queryId }))).rejects.toThrow('not in a running state');
  });

  it('stands in the list of queries', async () => {
    const { send } = await started();
    const { queryId } = await send(ask({}));
    await resultsOf(send, queryId);
    const { queries } = await send(new DescribeQueriesCommand({ logGroupName: GROUP }));
    expect(queries).toEqual([
      {
        queryId,
        queryString: 'fields @message',
        queryLanguage: 'CWLI',
        status: 'Complete',
        createTime: NINE + 60_000,
        logGroupName: GROUP,
      },
    ]);
  });
});

describe('a query that cannot be', () => {
  it('is malformed, with the place where reading stopped', async () => {
    const { send } = await started();
    const error: unknown = await send(ask({ queryString: 'fields @message\n| statz x' })).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(MalformedQueryException);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^unexpected symbol found statz at line 2 and position 2/),
      queryCompileError: { location: { startCharOffset: 18, endCharOffset: 23 } },
    });
  });

  it.each([
    [
      'a log group that is not there',
      { logGroupNames: ['/ecs/none'] },
      'ResourceNotFoundException',
      /'\/ecs\/none' does not exist for account ID '123456789012'/,
    ],
    ['no log group', { logGroupNames: [] }, 'InvalidParameterException', /At least one log group/],
    [
      'names and identifiers',
      { logGroupIdentifiers: [ARN] },
      'InvalidParameterException',
      /Exactly one/,
    ],
    [
      'more than 50 log groups',
      { logGroupNames: Array.from({ length: 51 }, () => GROUP) },
      'InvalidParameterException',
      /At most 50/,
    ],
    ['an end before its start', { endTime: 1 }, 'InvalidParameterException', /before startTime/],
    ['a limit of 0', { limit: 0 }, 'InvalidParameterException', /greater than or equal to 1/],
    [
      'a limit over 100,000',
      { limit: 100_001 },
      'InvalidParameterException',
      /less than or equal to 100000/,
    ],
    [
      'more than 10,000 characters',
      { queryString: `fields ${'a'.repeat(10_000)}` },
      'InvalidParameterException',
      /10000/,
    ],
    [
      'another language',
      { queryLanguage: 'SQL' },
      'InvalidParameterException',
      /SQL is not evaluated here/,
    ],
    [
      'a command that is not evaluated',
      { queryString: 'pattern @message | diff' },
      'InvalidParameterException',
      /diff is not evaluated here/,
    ],
    [
      'a sort behind dedup',
      { queryString: 'fields status | dedup status | sort status' },
      'MalformedQueryException',
      /^unexpected symbol found sort at line 1 and position 31/,
    ],
    [
      'a variable that Grafana has not replaced',
      { queryString: 'stats count(*) by bin($__interval)' },
      'MalformedQueryException',
      /\$__interval/,
    ],
  ] as const)('is refused for %s', async (_what, input, name, message) => {
    const { send } = await started();
    await expect(send(ask(input as Partial<StartQueryCommandInput>))).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  it('is one too many at once', async () => {
    const endless = {
      ...storeOf([]),
      *events() {
        for (;;) yield { ...EVENTS[0]!, timestamp: NINE };
      },
    };
    const { send } = await started({ store: endless, concurrency: 1 });
    const { queryId } = await send(ask({ queryString: 'stats count(*)' }));
    await expect(send(ask({}))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Account maximum query concurrency limit of [1] reached.',
    });
    await send(new StopQueryCommand({ queryId }));
  });

  it('was never started', async () => {
    const { send } = await started();
    await expect(send(new GetQueryResultsCommand({ queryId: 'x' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('log groups and events', () => {
  it('are described as Grafana asks for them', async () => {
    const { send } = await started();
    const { logGroups } = await send(
      new DescribeLogGroupsCommand({ limit: 50, logGroupNamePrefix: '/ecs/t' }),
    );
    expect(logGroups).toEqual([
      expect.objectContaining({ logGroupName: GROUP, arn: `${ARN}:*`, logGroupArn: ARN }),
    ]);
    const page = await send(new DescribeLogGroupsCommand({ limit: 1 }));
    expect(page.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['/ecs/other']);
    const { nextToken } = page;
    const next = await send(new DescribeLogGroupsCommand({ nextToken }));
    expect(next.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual([GROUP]);
  });

  it('have fields, those of JSON lines too, with the share of events that have them', async () => {
    const { send } = await started();
    const { logGroupFields } = await send(new GetLogGroupFieldsCommand({ logGroupName: GROUP }));
    expect(logGroupFields).toContainEqual({ name: '@message', percent: 100 });
    expect(logGroupFields).toContainEqual({ name: 'user.name', percent: 25 });
  });

  it('are read from a stream, forwards and backwards', async () => {
    const { send } = await started();
    const input = { logGroupName: GROUP, logStreamName: 'todo/app/1', limit: 1 };
    const last = await send(new GetLogEventsCommand(input));
    expect(last.events?.[0]?.message).toBe('GET /x 404');
    const before = await send(
      new GetLogEventsCommand({ ...input, nextToken: last.nextBackwardToken }),
    );
    expect(before.events?.[0]?.timestamp).toBe(NINE);
    const end = await send(new GetLogEventsCommand({ ...input, nextToken: last.nextForwardToken }));
    expect(end).toMatchObject({ events: [], nextForwardToken: last.nextForwardToken });
    await expect(
      send(new GetLogEventsCommand({ ...input, logStreamName: 'none' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it.each([
    ['GET 404', 1],
    ['"GET /"', 2],
    ['GET -404', 1],
    ['?MongoDB ?404', 2],
    ['%[45]\\d\\d%', 1],
    ['', 4],
  ])('are filtered by the pattern %s', async (filterPattern, count) => {
    const { send } = await started();
    const { events } = await send(
      new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern }),
    );
    expect(events).toHaveLength(count);
  });

  it('are filtered in pages and by stream', async () => {
    const { send } = await started();
    const input = { logGroupIdentifier: `${ARN}:*`, logStreamNamePrefix: 'todo/app/2', limit: 1 };
    const first = await send(new FilterLogEventsCommand(input));
    expect(first.events?.[0]).toMatchObject({ message: 'GET / 200', logStreamName: 'todo/app/2' });
    const second = await send(new FilterLogEventsCommand({ ...input, nextToken: first.nextToken }));
    expect(second.events?.[0]?.timestamp).toBe(NINE + 3000);
    expect(second.nextToken).toBeUndefined();
  });
});

describe('the protocol', () => {
  const post = async (url: string, headers: Record<string, string>, body: string) => {
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  };
  const signed = (service: string): string =>
    `AWS4-HMAC-SHA256 Credential=AKID/20261120/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
  const target = { 'x-amz-target': 'Logs_20140328.DescribeLogGroups' };

  it('wants a signature of version 4', async () => {
    const { url } = await started();
    const unsigned = await post(url, target, '{}');
    expect(unsigned.text).toContain('MissingAuthenticationTokenException');
    const bearer = await post(url, { ...target, authorization: 'Bearer x' }, '{}');
    expect(bearer.text).toContain('IncompleteSignatureException');
    expect(bearer.status).toBe(400);
  });

  it('names an operation that it does not play, and a body that is no JSON', async () => {
    const { url } = await started();
    const authorization = signed('logs');
    const unknown = { 'x-amz-target': 'Logs_20140328.DeleteLogGroup', authorization };
    expect((await post(url, unknown, '{}')).text).toContain('UnknownOperationException');
    expect((await post(url, { ...target, authorization }, '{')).text).toContain(
      'SerializationException',
    );
  });

  it("answers the ListMetrics of Grafana's health check, in XML", async () => {
    const { url } = await started();
    const authorization = signed('monitoring');
    const body = 'Action=ListMetrics&MetricName=EstimatedCharges&Version=2010-08-01';
    const answer = await post(url, { authorization }, body);
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('<Metrics/>') });
    expect((await post(url, { authorization }, 'Action=PutMetricData')).status).toBe(400);
  });
});
