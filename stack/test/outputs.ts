import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { environmentSchema } from '../../scripts/lib/config/environment.ts';
import { fillEnvironment } from '../../scripts/lib/source/fill-environment.ts';
import { readStackOutputs } from '../../scripts/lib/config/stack-outputs.ts';
import { estimate } from '../../scripts/lib/keep-list/keep-list.ts';
import { expressionsOf } from '../../scripts/lib/keep-list/queries.ts';
import { parsePromql } from '../../scripts/lib/queries/promql/parse.ts';
import { seriesPerTaskWithoutDeletes } from '../../telemetry/collector/measured-series.ts';
import { keptMetrics, publishedResources } from '../lib/keep.ts';
import { built, ofType, templateOf } from './synthesised.ts';

const SCRAPE_SECONDS = 20;

/** What AWS makes of an output that refers to something: the template cannot know it. */
const MADE: Record<string, string> = {
  grafana: 'g-0123456789',
  prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
  appLogGroup: '/ecs/todo-app',
  collectorLogGroup: '/ecs/todo-app-collector',
  databaseLogGroup: '/ecs/todo-app-mongodb',
};

describe('the outputs', () => {
  it('fill an environment of environments.ts whole, and name every role for GitHub', () => {
    const context = { pullRequestRoles: 'true' };
    const template = templateOf(context);
    const outputs = Object.fromEntries(
      Object.entries(template.toJSON()['Outputs'] as Record<string, { Value: unknown }>).map(
        ([name, { Value }]) => [
          name,
          typeof Value === 'string'
            ? Value
            : name.endsWith('RoleArn')
              ? `arn:aws:iam::123456789012:role/${name}`
              : (MADE[name] ?? 'made by AWS'),
        ],
      ),
    );
    const file = { [built(context).stack.stackName]: outputs };
    const { fields, roles } = readStackOutputs(file, 'outputs.json', { environment: 'production' });
    const filled = fillEnvironment(
      readFileSync('../environments.ts', 'utf8'),
      'production',
      fields,
    );
    assert.deepEqual(filled?.missing, []);
    const entry = Object.entries(fields).reduce<Record<string, unknown>>(
      (all, [path, value]) => {
        const [outer = '', inner] = path.split('.');
        all[outer] = inner ? { ...(all[outer] as object), [inner]: value } : value;
        return all;
      },
      { folder: { uid: 'todo', title: 'To-do app' } },
    );
    assert.deepEqual(environmentSchema.safeParse(entry).error?.issues ?? [], []);
    assert.equal(entry['contract'], 'app');
    assert.deepEqual(Object.keys(roles).toSorted(), [
      'driftRoleArn',
      'previewDashboardsRoleArn',
      'previewRoleArn',
      'publishRoleArn',
      'pullRequestPlanRoleArn',
    ]);
  });
});

describe('the table of an idle day', () => {
  const rows = readFileSync('README.md', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, name, how = '', usd] =
        /^\| (.+?) \| (.*?) ?\| \**(?:about )?([\d.]+)\** \|/.exec(line) ?? [];
      return name && usd ? [{ name, how, usd: Number(usd) }] : [];
    });
  const row = (start: string) => rows.find(({ name }) => name.includes(start));

  it('adds up', () => {
    const total = rows.at(-1);
    assert.match(total?.name ?? '', /together/);
    const sum = rows.slice(0, -1).reduce((all, { usd }) => all + usd, 0);
    assert.ok(Math.abs(sum - (total?.usd ?? 0)) < 0.05, `${sum} is not ${total?.usd}`);
  });

  it('counts the task that is deployed', () => {
    const task = ofType(templateOf(), 'AWS::ECS::TaskDefinition')[0]?.Properties;
    const [cpu, gib] = [Number(task?.['Cpu']) / 1024, Number(task?.['Memory']) / 1024];
    assert.ok(row('Fargate')?.name.includes(`${cpu} vCPU and ${gib} GiB`));
    const usd = 24 * (cpu * 0.04048 + gib * 0.004445);
    assert.equal(row('Fargate')?.usd, Number(usd.toFixed(2)));
  });

  it('counts what the keep list lets through, and what the alert rules read every minute', () => {
    const { metrics = [] } = keptMetrics('12.4');
    const { seriesPerTask } = estimate(
      metrics,
      seriesPerTaskWithoutDeletes,
      seriesPerTaskWithoutDeletes,
    );
    const written = (seriesPerTask.after * 24 * 3600) / SCRAPE_SECONDS;
    assert.ok(
      row('written')?.how.startsWith(`${(written / 1e6).toFixed(1)} million`),
      String(written),
    );
    assert.equal(row('written')?.usd, Number(((written / 1e7) * 0.9).toFixed(2)));

    const windows = expressionsOf(publishedResources('12.4'))
      .filter(({ where }) => where.startsWith('alert'))
      .flatMap(({ expression }) => parsePromql(expression).nodes)
      .flatMap((node) => (node.kind === 'range' ? [node.window.seconds ?? 0] : []));
    // An idle app counts requests under five combinations of method and status.
    const read =
      windows.reduce((all, seconds) => all + (5 * seconds) / SCRAPE_SECONDS, 0) * 24 * 60;
    assert.ok(row('read')?.how.startsWith(`${(read / 1e9).toFixed(1)} billion`), String(read));
    assert.equal(row('read')?.usd, Number(((read / 1e9) * 0.1).toFixed(2)));
  });
});
