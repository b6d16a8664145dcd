import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import { UserError } from '../../scripts/lib/cli/user-error.ts';
import { environments } from '../../environments.ts';
import { GRAFANA_REGIONS, PROMETHEUS_REGIONS } from '../lib/availability.ts';
import { verifyKeys } from '../lib/context-values.ts';
import { CONTEXT_KEYS, settingsFrom, type Surroundings } from '../lib/context.ts';
import { keepingOf } from '../lib/keep.ts';
import type { StackSettings } from '../lib/settings.ts';

const settings = (
  values: Record<string, string> = {},
  more: Partial<Surroundings> = {},
): StackSettings =>
  settingsFrom((key) => ({ account: '123456789012', ...values })[key], {
    environments,
    project: 'todo',
    root: '..',
    appVersion: 'abc1234',
    keep: () => ({ warnings: [] }),
    ...more,
  });

/** What a person reads who gave these values. */
function refusal(values: Record<string, string>): string {
  try {
    settings(values);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    assert.equal(error.exitCode, 2);
    return [error.message, ...error.details, ...error.suggestions.flat()].join(' ');
  }
  throw new Error('it was accepted');
}

describe('what cannot be deployed is refused with what to do', () => {
  const cases: [string, Record<string, string>, RegExp][] = [
    [
      'a region without Amazon Managed Grafana',
      { region: 'eu-north-1' },
      /Amazon Managed Grafana is not available in eu-north-1 \(as of 20\d\d-\d\d-\d\d\)\. .*eu-central-1/,
    ],
    [
      'a region without either service',
      { region: 'mars-north-1' },
      /neither Amazon Managed Grafana nor Amazon Managed Service for Prometheus is available in mars-north-1/,
    ],
    [
      'a version that there is none of',
      { grafanaVersion: '11.0' },
      /no version 11\.0; it has 9\.4, 10\.4, 12\.4, 13\.2/,
    ],
    [
      'a number that is none',
      { tasks: 'two', database: 'external' },
      /-c tasks=two is not a whole number from 1 on/,
    ],
    [
      'several tasks with one MongoDB',
      { tasks: '3' },
      /two MongoDBs destroy each other's files\. -c database=external -c tasks=3/,
    ],
    [
      'a retention that CloudWatch Logs does not offer',
      { logRetentionDays: '31' },
      /-c logRetentionDays=31 is not one of 1, 3, 5, .*3653/,
    ],
    [
      'a retention that AMP does not offer',
      { metricRetentionDays: '2000' },
      /is not a whole number from 1 to 1095/,
    ],
    [
      'a switch that is neither on nor off',
      { ownLogKey: 'yes' },
      /-c ownLogKey=yes is not one of true, false/,
    ],
    [
      'a repository without its owner',
      { repository: 'todo' },
      /-c repository=todo does not look like owner\/name/,
    ],
    [
      'an account that is none',
      { account: '123' },
      /-c account=123 does not look like twelve digits/,
    ],
    [
      'an address range that is none',
      { allowedCidr: '10.0.0.0' },
      /does not look like 203\.0\.113\.0\/24/,
    ],
    [
      'a certificate that is none',
      { certificateArn: 'example.org' },
      /does not look like arn:aws:acm/,
    ],
    ['another way to sign in', { signIn: 'OKTA' }, /-c signIn=OKTA is not one of AWS_SSO, SAML/],
    [
      'an environment that there is none of',
      { environment: 'prod' },
      /environments\.ts has no "prod"; it has local, production/,
    ],
    [
      'no account at all',
      { account: '' },
      /environment "production" has no accountId\. .*-c account=123456789012/,
    ],
  ];
  for (const [what, values, message] of cases)
    it(what, () => assert.match(refusal(values), message));

  it('a key that is misspelt, which CDK would ignore', () => {
    assert.throws(
      () =>
        verifyKeys(
          ['aws:cdk:version-reporting', '@aws-cdk/core:x', 'grafanaversion'],
          CONTEXT_KEYS,
        ),
      /-c grafanaversion=… is no setting of this stack/,
    );
    verifyKeys([...CONTEXT_KEYS, 'cli-telemetry'], CONTEXT_KEYS);
  });
});

describe('settings', () => {
  it('come from environments.ts, its placeholders replaced by names that the stack makes', () => {
    const { region, logGroups, name, tasks } = settings();
    assert.deepEqual(
      { region, logGroups, name, tasks },
      {
        region: environments.production.region,
        logGroups: {
          app: '/ecs/todo-app',
          collector: '/ecs/todo-app-collector',
          database: '/ecs/todo-app-mongodb',
        },
        name: 'todo-production',
        tasks: 1,
      },
    );
  });

  it('run two tasks where the database is elsewhere', () => {
    assert.equal(settings({ database: 'external' }).tasks, 2);
  });

  it('stand in the README, each of them', () => {
    const readme = readFileSync('README.md', 'utf8');
    assert.deepEqual(
      CONTEXT_KEYS.filter((key) => !readme.includes(`\`${key}\``)),
      [],
    );
  });
});

describe('a version of the collector that was not tried', () => {
  it('is said with the version that was', () => {
    assert.deepEqual(settings({ adot: '0.49' }).warnings, []);
    assert.match(String(settings({ adot: '0.55' }).warnings), /ADOT 0\.49, not with 0\.55/);
  });
});

describe('the keep list of the collector', () => {
  const panelWith = (expr: string) =>
    keepingOf([
      {
        kind: 'dashboard',
        uid: 'd',
        title: 'D',
        folderUid: 'f',
        model: {
          panels: [
            {
              type: 'timeseries',
              title: 'P',
              targets: [{ refId: 'A', datasource: { type: 'prometheus', uid: 'amp' }, expr }],
            },
          ],
        },
      },
    ]);

  it('is what is looked at', () => {
    assert.deepEqual(panelWith('sum(rate(flask_http_request_total[5m]))'), {
      metrics: ['flask_http_request_total'],
      warnings: [],
    });
  });

  it('is everything while a query cannot be analysed, and that is said', () => {
    const { metrics, warnings } = panelWith('sum(rate(');
    assert.equal(metrics, undefined);
    assert.match(String(warnings), /P: .*no metric is dropped while this query is there/);
    const yaml = settings({}, { keep: () => ({ warnings }) }).collectorYaml;
    assert.doesNotMatch(yaml, /action: keep\n.*flask|flask_http/);
  });

  it('names a metric that nobody emits', () => {
    assert.match(
      String(panelWith('flask_http_requests_total').warnings),
      /no part of the stack emits flask_http_requests_total; did you mean flask_http_request_total\?\s+asked by P/,
    );
  });
});

describe('the regions', () => {
  it('of Amazon Managed Grafana all have Amazon Managed Service for Prometheus', () => {
    assert.deepEqual(
      GRAFANA_REGIONS.filter((region) => !PROMETHEUS_REGIONS.includes(region)),
      [],
    );
    assert.equal(new Set(PROMETHEUS_REGIONS).size, PROMETHEUS_REGIONS.length);
  });
});
