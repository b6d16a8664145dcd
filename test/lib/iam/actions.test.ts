import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import * as sdkOfGrafana from '@aws-sdk/client-grafana';
import * as sdkOfLogs from '@aws-sdk/client-cloudwatch-logs';
import {
  environmentSchema,
  type Environment,
  type EnvironmentInput,
} from '../../../scripts/lib/config/environment.ts';
import { statements, type PolicyStatement } from '../../../scripts/lib/iam/policies.ts';
import { ampApi } from '../../../scripts/lib/local/amp-api.ts';
import type { StartedWorkspace } from '../../../scripts/lib/local/local-workspace.ts';
import { logsApi } from '../../../scripts/lib/local/logs-api/logs-api.ts';
import { LogsService } from '../../../scripts/lib/local/logs-api/logs-service.ts';
import { startLocalWorkspace } from '../../../scripts/lib/local/start.ts';
import { iamPolicy } from '../../../scripts/lib/workspace/iam-policy.ts';
import { contentApi } from '../../../scripts/lib/preview/content-api.ts';
import { awsData } from '../../../scripts/lib/preview/live/aws-data.ts';
import type { Dashboard } from '../../../preview/src/model/dashboard.ts';
import { readVariables } from '../../../preview/src/model/read-variables.ts';
import { amp } from '../../../datasources/amp.ts';
import { collectorConfiguration, collectorContainer } from '../../../telemetry/collector/index.ts';
import { ActionRecorder, actionOf } from '../../support/iam/recorded-actions.ts';
import { runCommand } from '../../support/iam/run-command.ts';
import { eventsOf, NINE, storeOf } from '../local/logs-api/store.ts';

const PROMETHEUS = 'ws-01234567-89ab-cdef-0123-456789abcdef';
const target = { grafanaWorkspaceArn: 'arn:grafana' };
const data = { prometheusWorkspaceArn: 'arn:aps', logGroupArns: ['arn:logs'] };
const actionsOf = (...lists: readonly (readonly PolicyStatement[])[]): string[] =>
  [...new Set(lists.flat().flatMap(({ actions }) => actions))].toSorted();

/** Answers every question of AMP with nothing: what is asked is the subject, not what is answered. */
const nothing = createServer(({ url = '' }, response) =>
  response.end(
    JSON.stringify({
      status: 'success',
      data: url.includes('/query') ? { resultType: 'matrix', result: [] } : [],
    }),
  ),
);
const addressOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const ENVIRONMENT: EnvironmentInput = {
  grafana: 'g-0123456789',
  region: 'eu-central-1',
  accountId: '123456789012',
  prometheusWorkspaceId: PROMETHEUS,
  logGroups: { app: '/ecs/todo' },
  folder: { uid: 'todo', title: 'To-do app' },
};

/** What environments.ts says in these tests: a workspace of AWS, so that everything is asked as on AWS. */
const environments: Record<string, EnvironmentInput> = {};
const kept = { ...process.env };
let directory: string;
let workspace: StartedWorkspace | undefined;
const recorder = new ActionRecorder();

beforeAll(async () => {
  await new Promise<void>((resolve) => nothing.listen(0, '127.0.0.1', resolve));
  jest.unstable_mockModule(path.resolve('environments.ts'), () => ({
    project: 'todo',
    environments,
  }));
});
afterAll(async () => {
  process.env = kept;
  await new Promise((resolve) => nothing.close(resolve));
});
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'iam-'));
});
afterEach(async () => {
  await workspace?.close();
  workspace = undefined;
  await rm(directory, { recursive: true, force: true });
});

/** A workspace with AMP and CloudWatch Logs on the same port, as the environment `production`. */
async function start(
  grafana: '9.4' | '12.4',
  credential: EnvironmentInput['credential'] = 'service-account',
): Promise<void> {
  const logs = new LogsService({ store: storeOf(eventsOf('GET / 200')), region: 'eu-central-1' });
  workspace = await startLocalWorkspace({
    directory,
    grafana,
    mounts: [
      recorder.mount,
      ampApi({ prometheusUrl: addressOf(nothing), workspaceId: PROMETHEUS }),
      logsApi(logs),
    ],
  });
  // Under both names: `local` is the one that a commit of this repository can be compared in.
  environments['local'] = environments['production'] = {
    ...ENVIRONMENT,
    grafana: workspace.workspaceId,
    credential,
  };
  for (const service of ['GRAFANA', 'CLOUDWATCH_LOGS', 'AMP'])
    process.env[`AWS_ENDPOINT_URL_${service}`] = workspace.url;
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDTEST';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret-of-the-tests';
  process.env['GRAFANA_URL'] = '';
}

const ENV = ['--env', 'production'];
const environment: Environment = environmentSchema.parse(ENVIRONMENT);
/** Of a policy document, as `npm run iam-policy` prints it. */
const actionsIn = ({ Statement }: ReturnType<typeof iamPolicy>): string[] =>
  Statement.flatMap(({ Action }) => Action).toSorted();

/** A workspace whose first token is refused for want of room: the project's own expired ones are looked for. */
const fullOfTokens = (): void =>
  workspace?.faults.add('token-quota next 1 on aws:CreateWorkspaceServiceAccountToken');

describe('the publisher policy', () => {
  it('holds exactly the actions that a publish calls, the first one and one near the end of support: none missing, none unused', async () => {
    await start('9.4');
    fullOfTokens();
    await runCommand('publish', [...ENV, '--yes']);
    expect(await runCommand('publish', [...ENV, '--yes'])).toContain('Published');
    expect(recorder.take()).toEqual(
      actionsOf(statements.publisher(target), statements.bootstrap(target)),
    );
  });

  it.each([
    ['plan', ENV],
    ['drift', ENV],
    ['rollback', ['todo-app', '--to', '1', ...ENV]],
  ])('is what %s needs, too, but for the bootstrap', async (name, argv) => {
    await start('9.4');
    await runCommand('publish', [...ENV, '--yes']);
    recorder.take();
    fullOfTokens();
    await runCommand(name, argv);
    await runCommand(name, argv);
    expect(recorder.take()).toEqual(actionsOf(statements.publisher(target)));
  });

  it('with API keys holds exactly the actions that a publish with a key calls', async () => {
    await start('9.4', 'api-key');
    await runCommand('publish', [...ENV, '--yes']);
    expect(recorder.take()).toEqual(actionsOf(statements.apiKey(target)));
  });
});

describe('the preview-dashboards policy', () => {
  const PULL = ['--pull', '7', '--env', 'local'];
  const show = ['--base', 'HEAD', '--repo', 'owner/name', ...PULL];

  it('holds exactly the actions that a pull request calls, the first one and one near the end of support: none missing, none unused', async () => {
    await start('9.4');
    fullOfTokens();
    await runCommand('preview-dashboards', show);
    expect(await runCommand('preview-dashboards', show)).toContain('pr-7-todo-app');
    expect(recorder.take()).toEqual(actionsIn(iamPolicy('preview-dashboards', environment)));
  });

  it.each([
    ['closes', ['--close', ...PULL], /removed/],
    ['is swept', ['--sweep', '--env', 'local'], /#7 stays/],
  ])('is what it needs when it %s, too, but for the bootstrap', async (_, argv, said) => {
    await start('9.4');
    await runCommand('preview-dashboards', show);
    recorder.take();
    fullOfTokens();
    await runCommand('preview-dashboards', argv);
    expect(await runCommand('preview-dashboards', argv)).toMatch(said);
    expect(recorder.take()).toEqual(actionsOf(statements.publisher(target)));
  });
});

describe('the verify policy', () => {
  it('is what the token needs, and exactly the actions that verify asks of AMP and CloudWatch Logs', async () => {
    await start('12.4');
    await runCommand('publish', [...ENV, '--yes']);
    recorder.take();
    expect(await runCommand('verify', ENV)).toMatch(/queries/);
    // Ctrl-C while a log query runs: it is stopped.
    const interrupt = new AbortController();
    recorder.once('logs:GetQueryResults', () => interrupt.abort());
    await runCommand('verify', ENV, interrupt.signal);
    const called = recorder.take();
    const ofGrafana = called.filter((action) => action.startsWith('grafana:'));
    expect(actionsOf(statements.publisher(target))).toEqual(expect.arrayContaining(ofGrafana));
    expect(called.filter((action) => !ofGrafana.includes(action))).toEqual(
      actionsOf(statements.verify(data)),
    );
  });
});

describe('the preview policy', () => {
  it('holds exactly the actions that the panels and variables of a live preview send', async () => {
    await start('12.4');
    const { content } = await import('../../../scripts/content.ts');
    const { loadEnvironment } = await import('../../../scripts/environment.ts');
    const { environment } = await loadEnvironment('production');
    const resources = content.resources({
      environmentName: 'production',
      environment,
      grafanaVersion: '12.4',
    });
    const live = await awsData({ environment, signal: new AbortController().signal, pollMs: 1 });
    const api = contentApi({ resources, ...live });
    const range = { from: NINE, to: NINE + 60_000 };
    for (const resource of resources) {
      if (resource.kind !== 'dashboard') continue;
      const dashboard = structuredClone(resource.model) as unknown as Dashboard;
      const { variables } = await readVariables(dashboard, range, api, {});
      expect(variables.length).toBeGreaterThan(0);
      const queries = (dashboard.panels ?? []).flatMap(({ targets = [] }) => targets);
      await api.query({ from: String(range.from), to: String(range.to), queries });
    }
    await live.stop();
    expect(recorder.take()).toEqual(actionsOf(statements.preview(data)));
  });
});

describe("the workspace's policy", () => {
  it.each(['9.4', '12.2'])(
    "has every action that Grafana %s's CloudWatch source called",
    async (version) => {
      const called = await recordedFromGrafana(version);
      expect(called.length).toBeGreaterThan(3);
      expect(actionsOf(statements.workspace(data))).toEqual(expect.arrayContaining(called));
    },
  );

  it('has beyond that only what the documentation names: the context of a log line', async () => {
    const called = [
      ...(await recordedFromGrafana('9.4')),
      ...(await recordedFromGrafana('12.2')),
      'logs:GetLogEvents',
    ];
    expect(
      actionsOf(statements.workspace(data)).filter((action) => !action.startsWith('aps:')),
    ).toEqual([...new Set(called)].toSorted());
  });

  it('asks of AMP exactly what the documentation of the plugin and the policy of AWS name: nothing of it is recorded', () => {
    // AmazonPrometheusQueryAccess, v1 of 2020-12-19, as the AWS Managed Policy Reference showed it on 2026-11-27.
    const named = ['aps:GetLabels', 'aps:GetMetricMetadata', 'aps:GetSeries', 'aps:QueryMetrics'];
    const ours = actionsOf(statements.workspace(data)).filter((action) =>
      action.startsWith('aps:'),
    );
    expect(ours).toEqual(named);
    // Rules would be two actions more.
    const source = amp({
      environment,
      environmentName: 'x',
      grafanaVersion: '12.4',
    });
    expect(source.model).toMatchObject({ jsonData: { manageAlerts: false } });
    // What verify asks of AMP by itself is recorded above, and the workspace may do as much.
    const recorded = actionsOf(statements.verify(data)).filter((action) =>
      action.startsWith('aps:'),
    );
    expect(ours).toEqual(expect.arrayContaining(recorded));
  });
});

/** What a real Grafana asked of AWS while its CloudWatch source was used. */
async function recordedFromGrafana(version: string): Promise<string[]> {
  const file = path.resolve(`test/recordings/cloudwatch/grafana-${version}.json`);
  const { data: cases } = JSON.parse(await readFile(file, 'utf8')) as {
    data: { aws?: { op: string; body: unknown }[] }[];
  };
  return cases.flatMap(({ aws = [] }) =>
    aws.map(({ op, body }) =>
      op === '' ? `cloudwatch:${new URLSearchParams(String(body)).get('Action')}` : `logs:${op}`,
    ),
  );
}

describe("the collector's policy", () => {
  it('is the one action of the address that it writes to, signed for the service of its configuration', () => {
    const { environment } = collectorContainer({
      region: 'eu-central-1',
      prometheusWorkspaceId: PROMETHEUS,
      logGroup: '/ecs/collector',
      configuration: { parameterArn: 'arn:ssm' },
    });
    const { value = '' } = environment.find(({ name }) => name === 'AWS_PROMETHEUS_ENDPOINT') ?? {};
    const { service } = collectorConfiguration().extensions['sigv4auth'] as { service: string };
    const action = actionOf({
      method: 'POST',
      path: new URL(value).pathname,
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261127/eu-central-1/${service}/aws4_request, …`,
      },
    });
    expect(actionsOf(statements.collector(data))).toEqual([action]);
  });
});

describe('every action of a policy', () => {
  it.each([
    ['grafana', sdkOfGrafana],
    ['logs', sdkOfLogs],
  ])('of %s is an operation that the AWS SDK has', (service, sdk) => {
    const all = actionsOf(...Object.values(statements).map((make) => make({ ...target, ...data })));
    const strangers = all.filter(
      (action) => action.startsWith(`${service}:`) && !(`${action.split(':')[1]}Command` in sdk),
    );
    expect(strangers).toEqual([]);
  });
});
