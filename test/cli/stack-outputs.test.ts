import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { environmentSchema } from '../../scripts/lib/config/environment.ts';
import { fillEnvironment } from '../../scripts/lib/source/fill-environment.ts';

const OUTPUTS = {
  'Todo-todo-observability-production': {
    grafana: 'g-0123456789',
    prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
    region: 'eu-west-1',
    accountId: '210987654321',
    appLogGroup: '/ecs/todo-app',
    collectorLogGroup: '/ecs/todo-app-collector',
    databaseLogGroup: '/ecs/todo-app-mongodb',
    contract: 'app',
    url: 'http://todo.eu-west-1.elb.amazonaws.com',
    publishRoleArn: 'arn:aws:iam::210987654321:role/publish',
    driftRoleArn: 'arn:aws:iam::210987654321:role/drift',
  },
};

let directory: string;
const run = (outputs: unknown, ...more: string[]) => {
  const from = path.join(directory, 'outputs.json');
  writeFileSync(from, typeof outputs === 'string' ? outputs : JSON.stringify(outputs));
  const file = path.join(directory, 'environments.ts');
  const argv = ['scripts/run.mjs', 'stack-outputs', '--from', from, '--file', file, ...more];
  const { status, stdout, stderr } = spawnSync('node', argv, { encoding: 'utf8' });
  return { status, stdout, stderr, text: readFileSync(file, 'utf8') };
};
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'outputs-'));
  writeFileSync(path.join(directory, 'environments.ts'), readFileSync('environments.ts'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('npm run stack:outputs', () => {
  it("fills this repository's placeholders, so that the environment is whole, and keeps its comments", async () => {
    const { status, text, stderr } = run(OUTPUTS);
    expect(status).toBe(0);
    const module: string = text.replace(/^import .*$/m, '').replace(/ satisfies [^;]*/, '');
    const { environments } = (await import(
      `data:text/javascript,${encodeURIComponent(module)}`
    )) as { environments: Record<string, unknown> };
    expect(environmentSchema.parse(environments['production'])).toMatchObject({
      grafana: 'g-0123456789',
      region: 'eu-west-1',
      accountId: '210987654321',
      contract: 'app',
      logGroups: {
        app: '/ecs/todo-app',
        collector: '/ecs/todo-app-collector',
        database: '/ecs/todo-app-mongodb',
      },
    });
    expect(text).toContain("the AMG workspace's id: aws grafana list-workspaces");
    expect(stderr).not.toContain('by hand');
    expect(stderr).toContain(
      'gh variable set PUBLISH_ROLE_ARN --body arn:aws:iam::210987654321:role/publish',
    );
    expect(run(OUTPUTS).stdout).toBe('production: nothing to change\n');
  });

  const staging = { 'Todo-todo-observability-staging': Object.values(OUTPUTS)[0] };

  it.each([
    ['a file that is no JSON', 'hello', [], /not JSON/],
    ['an environment that is not there', staging, ['--env', 'staging'], /no environment "staging"/],
    ["another environment's stack", staging, [], /no stack of "production"; it has Todo-todo/],
  ])('refuses %s, and changes nothing', (_, outputs, more, message) => {
    const { status, stderr, text } = run(outputs, ...more);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) });
    expect(text).toBe(readFileSync('environments.ts', 'utf8'));
  });
});

describe('of a file with several stacks', () => {
  it('takes the one of the environment, or the one that is named, and says what was replaced', () => {
    const of = (id: string) => ({ ...OUTPUTS['Todo-todo-observability-production'], grafana: id });
    const file = {
      'Todo-todo-observability-staging': of('g-0000000001'),
      'Todo-todo-observability-production': of('g-0000000002'),
      Network: { vpc: 'vpc-1' },
    };
    expect(run(file).stdout).toContain('production.grafana = g-0000000002\n');
    expect(run(file, '--stack', 'Todo-todo-observability-staging').stdout).toBe(
      'production.grafana = g-0000000001   (was g-0000000002)\n',
    );
  });
});

describe('for another environment than production', () => {
  it('names the environment to the workflows, and leaves the one that publishes alone', () => {
    const entry = readFileSync('environments.ts', 'utf8').replace('production:', 'staging:');
    writeFileSync(path.join(directory, 'environments.ts'), entry);
    const outputs = {
      ...OUTPUTS['Todo-todo-observability-production'],
      previewDashboardsRoleArn: 'arn:aws:iam::210987654321:role/previews',
    };
    const { stderr } = run({ 'Todo-todo-observability-staging': outputs }, '--env', 'staging');
    expect(stderr.match(/variable set .*/g)).toEqual([
      'variable set DRIFT_ROLE_ARN --body arn:aws:iam::210987654321:role/drift',
      'variable set DRIFT_ENVIRONMENT --body staging',
      'variable set PREVIEW_DASHBOARDS_ROLE_ARN --body arn:aws:iam::210987654321:role/previews',
      'variable set PREVIEW_DASHBOARDS_ENVIRONMENT --body staging',
      'variable set AWS_REGION --body eu-west-1',
    ]);
  });
});

describe('a field that an entry does not have', () => {
  const filled = (entry: string, values: Record<string, string>) =>
    fillEnvironment(`export const environments = {\n  a: ${entry},\n};\n`, 'a', values);

  it.each([
    ["{ x: 'old' }", "{ x: 'old', y: 'new' }"],
    ["{\n    x: 'old', // why\n  }", "{\n    x: 'old', // why\n    y: 'new',\n  }"],
    ["{\n    x: 'old'\n  }", "{\n    x: 'old',\n    y: 'new',\n  }"],
    [
      "{\n    x: {\n      z: '1',\n    },\n  }",
      "{\n    x: {\n      z: '1',\n    },\n    y: 'new',\n  }",
    ],
  ])('comes after the last one: %j', (before, after) => {
    expect(filled(before, { y: 'new' })?.text).toContain(`a: ${after},`);
  });

  it('is left to a person where its object is not there, or its value is no text', () => {
    const { missing, changed } = filled('{ x: name }', { x: 'new', 'in.y': 'new' }) ?? {};
    expect({ missing, changed }).toEqual({ missing: ['x', 'in.y'], changed: [] });
  });
});
