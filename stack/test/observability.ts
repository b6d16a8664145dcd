import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { built, configurationOf, containersOf, ofType, templateOf } from './synthesised.ts';

const template = templateOf();

describe('logs', () => {
  it('are kept for a stated time, and after the stack is gone', () => {
    const groups = ofType(template, 'AWS::Logs::LogGroup');
    assert.equal(groups.length, 3);
    for (const { Properties } of groups) assert.equal(Properties['RetentionInDays'], 30);
    template.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain' });
  });

  it('stop no container when the log service is slow, and wait for it in a large buffer', () => {
    for (const { Name, LogConfiguration } of containersOf(template)) {
      const { mode, 'max-buffer-size': buffer } = LogConfiguration.Options;
      assert.deepEqual([Name, mode, buffer], [Name, 'non-blocking', '26214400b']);
    }
  });

  it('keep the lines of a traceback in one event, of the app and of the collector', () => {
    const firstLineOf = (container: string): RegExp => {
      const found = containersOf(template).find(({ Name }) => Name === container);
      return new RegExp(found?.LogConfiguration.Options['awslogs-multiline-pattern'] ?? '$.');
    };
    const first = {
      app: [
        '{"timestamp": "2026-11-27T09:00:00.000Z"}',
        '[2026-11-27 09:00:00 +0000] [7] [ERROR] Worker failed',
      ],
      collector: ['2026-11-27T09:00:00.000Z\tinfo\tservice', '2026/11/27 09:00:00 attn: users'],
    };
    const later = [
      'Traceback (most recent call last):',
      '  File "wsgi.py", line 3',
      'ModuleNotFoundError: No module',
      '\tgo.opentelemetry.io/collector',
      'github.com/x.(*y).run',
    ];
    for (const [container, lines] of Object.entries(first)) {
      for (const line of lines) assert.match(line, firstLineOf(container));
      for (const line of later) assert.doesNotMatch(line, firstLineOf(container));
    }
  });

  it("are encrypted with a key of one's own on request, which the log service may use for this account alone", () => {
    const own = templateOf({ ownLogKey: 'true' });
    own.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: Match.anyValue() });
    own.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
            Condition: {
              ArnLike: {
                'kms:EncryptionContext:aws:logs:arn':
                  'arn:aws:logs:eu-central-1:123456789012:log-group:*',
              },
            },
          }),
        ]),
      },
    });
  });
});

describe('the workspaces', () => {
  it('keep the alert manager off until it is asked for', () => {
    template.hasResourceProperties('AWS::APS::Workspace', {
      AlertManagerDefinition: Match.absent(),
    });
    templateOf({ alertManager: 'true' }).hasResourceProperties('AWS::APS::Workspace', {
      AlertManagerDefinition: Match.anyValue(),
    });
  });

  it('keep metrics for a stated time, and stay when the stack goes', () => {
    template.hasResource('AWS::APS::Workspace', {
      DeletionPolicy: 'Retain',
      Properties: { WorkspaceConfiguration: { RetentionPeriodInDays: 150 } },
    });
    template.hasResource('AWS::Grafana::Workspace', {
      DeletionPolicy: 'Retain',
      Properties: {
        GrafanaVersion: '12.4',
        AuthenticationProviders: ['AWS_SSO'],
        PermissionType: 'CUSTOMER_MANAGED',
      },
    });
  });

  it('warn of a version near the end of its support, with the date', () => {
    const { stack } = built({ grafanaVersion: '9.4' });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('2026-12-20'));
  });
});

describe('the keep list', () => {
  it('that cannot be made keeps every metric, with a warning', () => {
    const keep = () => ({ warnings: ['Errors: unexpected end. The collector drops no metric.'] });
    const { stack } = built({}, { keep });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('Errors: unexpected end'));
    assert.doesNotMatch(configurationOf(templateOf({}, { keep })), /flask_http/);
  });

  it('that no parameter can hold is refused', () => {
    const metrics = Array.from(
      { length: 400 },
      (_, index) => `flask_metric_with_a_long_name_${index}`,
    );
    assert.throws(
      () => built({}, { keep: () => ({ metrics, warnings: [] }) }),
      /a parameter of SSM holds 8192/,
    );
  });
});
