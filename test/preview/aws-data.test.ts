import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ampApi } from '../../scripts/lib/local/amp-api.ts';
import { logsApi } from '../../scripts/lib/local/logs-api/logs-api.ts';
import { LogsService } from '../../scripts/lib/local/logs-api/logs-service.ts';
import { contentApi } from '../../scripts/lib/preview/content-api.ts';
import { awsData } from '../../scripts/lib/preview/live/aws-data.ts';
import { panelError } from '../../scripts/lib/preview/live/panel-error.ts';
import type { PreviewData } from '../../scripts/lib/preview/preview-data.ts';
import type { Resource } from '../../scripts/lib/state/resource.ts';
import { eventsOf, GROUP, NINE, storeOf } from '../lib/local/logs-api/store.ts';

const WORKSPACE = 'ws-01234567-89ab-cdef-0123-456789abcdef';
const resources: Resource[] = [
  { kind: 'datasource', uid: 'amp', title: 'AMP', model: { type: 'prometheus' } },
  { kind: 'datasource', uid: 'logs', title: 'Logs', model: { type: 'cloudwatch' } },
];

describe('the live preview of an environment', () => {
  let servers: Server[];
  let url: string;
  let data: PreviewData | undefined;
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  beforeEach(async () => {
    servers = [];
    const prometheusUrl = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const query = new URLSearchParams(Buffer.concat(chunks).toString()).get('query');
        const values = [[NINE / 1000, '1']];
        const answer =
          query === 'up'
            ? {
                status: 'success',
                data: { resultType: 'matrix', result: [{ metric: { job: 'todo' }, values }] },
              }
            : { status: 'error', errorType: 'bad_data', error: 'parse error' };
        response.writeHead(query === 'up' ? 200 : 400).end(JSON.stringify(answer));
      });
    });
    const store = storeOf(eventsOf('GET / 200'));
    const mounts = [
      ampApi({ prometheusUrl, workspaceId: WORKSPACE }),
      logsApi(new LogsService({ store, region: 'eu-central-1', now: () => NINE + 60_000 })),
    ];
    url = await serve((request, response) => {
      const mount = mounts.find((each) => each.matches(request));
      if (mount) void mount.handle(request, response);
      else response.writeHead(404).end();
    });
  });
  afterEach(async () => {
    await data?.stop();
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  const ask = async (
    credentials: Parameters<typeof awsData>[0]['credentials'],
    ...queries: readonly Record<string, unknown>[]
  ) => {
    data = await awsData({
      environment: { region: 'eu-central-1', prometheusWorkspaceId: WORKSPACE },
      signal: new AbortController().signal,
      endpoint: url,
      pollMs: 5,
      ...(credentials && { credentials }),
    });
    const request = { from: String(NINE), to: String(NINE + 60_000), queries: [...queries] };
    return contentApi({ resources, ...data }).query(request);
  };
  const madeUp = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made up' };
  const promql = (refId: string, expr: string) => ({ refId, datasource: { uid: 'amp' }, expr });
  const insights = (refId: string, expression: string, group: string) => ({
    refId,
    datasource: { uid: 'logs' },
    queryMode: 'Logs',
    expression,
    logGroupNames: [group],
  });

  it('asks AMP and CloudWatch Logs with signed requests, and each query has its own error', async () => {
    const answers = await ask(
      madeUp,
      promql('A', 'up'),
      promql('B', 'sum('),
      insights('C', 'fields @message', GROUP),
      insights('D', 'fields @message | nope', GROUP),
      insights('E', 'fields @message', '/ecs/none'),
    );
    expect(answers['A']).toMatchObject({ status: 200 });
    expect(answers['A']?.frames).toHaveLength(1);
    expect(answers['B']).toEqual({ status: 400, error: 'bad_data: parse error' });
    expect(JSON.stringify(answers['C'])).toContain('GET / 200');
    expect(answers['D']?.error).toMatch(/^MalformedQueryException: .*nope/);
    expect(answers['E']?.error).toMatch(/^ResourceNotFoundException: .*\/ecs\/none/);
  });

  it('says in each panel that there are no credentials', async () => {
    const none = () => Promise.reject(new Error('Could not load credentials'));
    const answers = await ask(none, promql('A', 'up'), insights('B', 'fields @message', GROUP));
    expect(answers['A']?.error).toContain('there are no AWS credentials to ask AMP with');
    expect(answers['B']?.error).toContain('Could not load credentials');
  });

  const named = (name: string, message: string): Error =>
    Object.assign(new Error(message), { name });
  it.each([
    [
      named('ExpiredTokenException', 'The security token is expired'),
      'the AWS credentials have expired. Try: aws sso login',
    ],
    [
      named('CredentialsProviderError', 'The SSO session token is invalid.'),
      'there are no AWS credentials. The SSO session token is invalid. Try: aws sso login',
    ],
    [
      named('AccessDeniedException', 'ana may not call logs:StartQuery'),
      'AWS does not let these credentials ask: ana may not call logs:StartQuery Try: npm run iam-policy -- preview',
    ],
    [
      named('ThrottlingException', 'Rate exceeded'),
      'CloudWatch Logs throttles (Rate exceeded). The next refresh asks again.',
    ],
    [
      named('ResourceNotFoundException', 'no /ecs/app.'),
      'ResourceNotFoundException: no /ecs/app. Asked in eu-north-1. Try: aws logs describe-log-groups --region eu-north-1',
    ],
    [
      Object.assign(new Error('getaddrinfo ENOTFOUND logs'), { code: 'ENOTFOUND' }),
      'nobody answers (getaddrinfo ENOTFOUND logs). Is eu-north-1 the region, and is there a network?',
    ],
    [named('MalformedQueryException', 'line 1'), 'MalformedQueryException: line 1'],
  ])('says in the panel what to type: %s', (error, text) => {
    expect(panelError(error, 'eu-north-1')).toBe(text);
  });
});
