import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { AwsError } from '../../../../scripts/lib/local/logs-api/aws-error.ts';
import {
  logsDataPlane,
  serviceDataPlane,
} from '../../../../scripts/lib/local/logs-api/data-plane.ts';
import {
  LogsService,
  type StartedQuery,
} from '../../../../scripts/lib/local/logs-api/logs-service.ts';
import type { QueryAnswer } from '../../../../scripts/lib/queries/frame.ts';
import type { JsonObject } from '../../../../scripts/lib/state/resource.ts';
import { eventsOf, GROUP, NINE, storeOf } from './store.ts';

interface Case {
  readonly case: string;
  readonly target?: JsonObject;
  readonly aws: readonly {
    readonly op: string;
    readonly body: JsonObject;
    readonly answer: Answer;
  }[];
  readonly response: { readonly body: { readonly results?: { readonly A: { error?: string } } } };
}
interface Answer {
  readonly __type?: string;
  readonly message?: string;
}

const file = new URL('../../../recordings/cloudwatch/grafana-12.2.json', import.meta.url);
const { data: recorded } = JSON.parse(readFileSync(file, 'utf8')) as { data: readonly Case[] };
const starts = recorded
  .filter(({ aws }) => aws[0]?.op === 'StartQuery')
  .map((c) => [c.case, c] as const);

const query = (target: JsonObject, from = NINE, to = NINE + 60_000) => ({
  target,
  dataSourceType: 'cloudwatch',
  from,
  to,
  intervalMs: 1000,
  maxDataPoints: 100,
});
const signal = new AbortController().signal;

const TARGET = {
  refId: 'A',
  queryMode: 'Logs',
  region: 'eu-central-1',
  logGroupNames: [GROUP],
  logGroups: [{ arn: `arn:aws:logs:eu-central-1:123456789012:log-group:${GROUP}:*`, name: GROUP }],
};
const EVENTS = eventsOf('GET / 200', 'GET /x 404', 'GET / 200');

const ask = (expression: string, more: JsonObject = {}): Promise<QueryAnswer> =>
  logsDataPlane(storeOf(EVENTS)).query(query({ ...TARGET, expression, ...more }), signal);

describe('what a log target asks of AWS', () => {
  /** Notes what is asked, and answers what AWS answered. */
  class Recorder extends LogsService {
    asked: JsonObject | undefined;
    refusal: AwsError | undefined;
    override start(body: JsonObject): StartedQuery {
      this.asked = body;
      if (this.refusal) throw this.refusal;
      throw new AwsError('Seen', 'enough');
    }
  }

  it.each(starts)(
    'is what Grafana 12.2 asks: %s',
    async (_name, { target = {}, aws, response }) => {
      const service = new Recorder({ store: storeOf([]) });
      const { body, answer } = aws[0]!;
      if (answer['__type']) service.refusal = new AwsError(answer['__type'], answer.message ?? '');
      const { error } = await serviceDataPlane(service).query(
        query(target, 1_795_510_000_000, 1_795_520_000_000),
        signal,
      );
      expect(service.asked).toEqual(body);
      const said = response.body.results?.A.error?.replace(
        /exceeded maximum number of attempts, 3, /,
        '',
      );
      if (said !== undefined)
        expect(error?.replace('api error ', '')).toBe(said.replace('api error ', ''));
    },
  );

  it('is answered by the Logs API for every query that AWS took', async () => {
    const service = new LogsService({ store: storeOf(EVENTS) });
    const taken = starts.filter(([, { aws }]) => aws[0]?.answer['__type'] === undefined);
    const answers = taken.map(([name, { aws }]) => {
      try {
        return [name, typeof service.start(aws[0]!.body).id];
      } catch (error) {
        return [name, error instanceof Error ? error.message.slice(0, 60) : ''];
      }
    });
    expect(Object.fromEntries(answers)).toMatchObject({
      'raw log lines': 'string',
      'stats by time and field, statsGroups both': 'string',
      'stats by field alone, statsGroups empty': 'string',
      'only logGroupNames': 'string',
      'only logGroups': 'string',
      'empty expression': 'string',
      'hidden target': 'string',
      'browser: start': 'string',
      'no log groups': expect.stringContaining('At least one log group'),
      SQL: expect.stringContaining('not evaluated here'),
    });
    await Promise.all(service.queries.map(({ ended }) => ended));
  });
});

describe('frames of a log target', () => {
  it('are log lines, oldest first, with what finds their surroundings hidden', async () => {
    const { status, frames } = await ask('fields @message | limit 2');
    expect(status).toBe(200);
    expect(frames?.[0]?.schema.fields.map(({ name, config }) => [name, config])).toEqual([
      ['@timestamp', { displayName: 'Time' }],
      ['__log__grafana_internal__', { custom: { hidden: true } }],
      ['__logstream__grafana_internal__', { custom: { hidden: true } }],
      ['@message', undefined],
    ]);
    expect(frames?.[0]?.data.values).toEqual([
      [NINE + 1000, NINE + 2000],
      [`123456789012:${GROUP}`, `123456789012:${GROUP}`],
      ['todo/app/2', 'todo/app/1'],
      ['GET /x 404', 'GET / 200'],
    ]);
  });

  it('are a series a group, named by it', async () => {
    const parse = 'parse @message "* * *" as method, path, status';
    const { frames } = await ask(`${parse} | stats count(*) as n by bin(5m), status`, {
      statsGroups: ['bin(5m)', 'status'],
    });
    expect(frames?.map(({ schema, data }) => [schema.name, data.values])).toEqual([
      ['200', [[NINE], [2]]],
      ['404', [[NINE], [1]]],
    ]);
  });

  it.each([
    [
      'statz',
      /MalformedQueryException: unexpected symbol found statz at line 1 and position 1\d\d/,
    ],
    ['stats count(*) by bin($__interval)', /MalformedQueryException.*\$__interval/],
    ['pattern @message | diff', /InvalidParameterException: diff is not evaluated here/],
  ])('are an error in words of Grafana for %s', async (expression, message) => {
    const answer = await ask(expression);
    expect(answer).toMatchObject({ status: 500, error: expect.stringMatching(message) });
    expect(answer.error).toMatch(
      /^operation error CloudWatch Logs: StartQuery, https response error/,
    );
  });

  it('are not made of metrics', async () => {
    expect(await ask('', { queryMode: 'Metrics' })).toMatchObject({ status: 501 });
  });
});

describe('the steps of an older browser', () => {
  it('start a query, look for its results, and stop it', async () => {
    const plane = logsDataPlane(storeOf(EVENTS));
    const act = (more: JsonObject): Promise<QueryAnswer> =>
      plane.query(query({ ...TARGET, type: 'logAction', ...more }), signal);
    const started = await act({ subtype: 'StartQuery', queryString: 'fields @message | limit 1' });
    const queryId = String(started.frames?.[0]?.data.values[0]?.[0]);
    let answer = await act({ subtype: 'GetQueryResults', queryId });
    while (JSON.stringify(answer.frames?.[0]?.schema.meta).includes('Running')) {
      await setImmediate();
      answer = await act({ subtype: 'GetQueryResults', queryId });
    }
    expect(answer.frames?.[0]?.data.values.at(-1)).toEqual(['GET / 200']);
    expect(answer.frames?.[0]?.schema.meta).toMatchObject({ preferredVisualisationType: 'logs' });
    const stopped = await act({ subtype: 'StopQuery', queryId });
    expect(stopped.frames?.[0]?.data.values).toEqual([[false]]);
  });
});
