import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { environments } from '../../environments.ts';
import { collectorYaml } from '../../telemetry/collector/index.ts';
import { settingsFrom } from '../lib/context.ts';
import { TodoStack } from '../lib/todo-stack.ts';
import { keptMetrics } from '../lib/keep.ts';

const BASE = { account: '123456789012', repository: 'owner/name' };

function stackOf(context: Record<string, unknown> = {}): { stack: TodoStack; template: Template } {
  const values: Record<string, unknown> = { ...BASE, ...context };
  const settings = settingsFrom((key) => values[key], environments, 'todo', collectorYaml, keptMetrics);
  const stack = new TodoStack(new App(), 'Todo', settings);
  return { stack, template: Template.fromStack(stack) };
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const { template } = stackOf();
const resources = template.toJSON()['Resources'] as Record<string, { Type: string; Properties: Record<string, unknown> }>;
const ofType = (type: string) => Object.values(resources).filter((resource) => resource.Type === type);
const statements = (): Statement[] =>
  ofType('AWS::IAM::Policy').flatMap(({ Properties }) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement);

describe('the stack', () => {
  it('allows no action by wildcard', () => {
    for (const statement of statements()) for (const action of list(statement.Action)) assert.ok(!action.includes('*'), action);
  });

  it('allows an action on everything only where AWS knows no resource for it', () => {
    const withoutResource = new Set(['logs:GetQueryResults', 'logs:StopQuery', 'logs:DescribeLogGroups', 'ecr:GetAuthorizationToken']);
    const wide = statements().filter(({ Resource }) => list(Resource).includes('*')).flatMap(({ Action }) => list(Action));
    assert.deepEqual(wide.filter((action) => !withoutResource.has(action)), []);
  });

  it('keeps the database out of the internet: one container port is published, to the load balancer', () => {
    const [task] = ofType('AWS::ECS::TaskDefinition');
    const containers = task?.Properties['ContainerDefinitions'] as { Name: string; PortMappings?: { ContainerPort: number }[]; Command?: string[] }[];
    assert.deepEqual(containers.flatMap(({ Name, PortMappings = [] }) => PortMappings.map(({ ContainerPort }) => `${Name}:${ContainerPort}`)), ['app:5000']);
    assert.ok(containers.find(({ Name }) => Name === 'database')?.Command?.includes('127.0.0.1'));
    template.hasResourceProperties('AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } } });
  });

  it('opens no security group to the world but the load balancer\'s', () => {
    const open = ofType('AWS::EC2::SecurityGroup').filter(({ Properties }) => JSON.stringify(Properties['SecurityGroupIngress'] ?? '').includes('0.0.0.0/0'));
    assert.equal(open.length, 1);
    const closed = stackOf({ allowedCidr: '10.0.0.0/8' }).template.toJSON();
    assert.ok(!JSON.stringify(closed).includes('"CidrIp":"0.0.0.0/0","Description":"who'));
  });

  it('encrypts the files of the database, at rest and on the way', () => {
    template.hasResourceProperties('AWS::EFS::FileSystem', { Encrypted: true });
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      Volumes: [Match.objectLike({ EFSVolumeConfiguration: Match.objectLike({ TransitEncryption: 'ENABLED', AuthorizationConfig: Match.objectLike({ IAM: 'ENABLED' }) }) })],
    });
  });

  it('keeps every log group for a stated time, and after the stack is gone', () => {
    for (const group of ofType('AWS::Logs::LogGroup')) assert.equal(group.Properties['RetentionInDays'], 30);
    template.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain' });
  });

  it('checks the health of every container, and starts the app after its database', () => {
    const [task] = ofType('AWS::ECS::TaskDefinition');
    const containers = task?.Properties['ContainerDefinitions'] as { Name: string; HealthCheck?: unknown; DependsOn?: unknown; LogConfiguration: { Options: Record<string, string> } }[];
    assert.deepEqual(containers.filter(({ HealthCheck }) => !HealthCheck).map(({ Name }) => Name), []);
    assert.deepEqual(containers.find(({ Name }) => Name === 'app')?.DependsOn, [{ Condition: 'HEALTHY', ContainerName: 'database' }]);
    for (const { Name, LogConfiguration } of containers) assert.equal(LogConfiguration.Options['mode'], 'non-blocking', Name);
  });

  it('rolls a failed deployment back', () => {
    template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: Match.objectLike({ DeploymentCircuitBreaker: { Enable: true, Rollback: true } }) });
  });

  it('never runs two MongoDBs on the same files', () => {
    template.hasResourceProperties('AWS::ECS::Service', { DesiredCount: 1, DeploymentConfiguration: Match.objectLike({ MaximumPercent: 100, MinimumHealthyPercent: 0 }) });
  });

  it('with a database elsewhere runs several tasks, without files and without MongoDB', () => {
    const external = stackOf({ database: 'external', tasks: 3 }).template;
    external.resourceCountIs('AWS::EFS::FileSystem', 0);
    external.hasResourceProperties('AWS::ECS::Service', { DesiredCount: 3 });
  });

  it('lets the task write metrics and nothing else, and gives the secrets to the execution role alone', () => {
    const [task] = ofType('AWS::ECS::TaskDefinition');
    const roleOf = (key: string): string => (task?.Properties[key] as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0] ?? '';
    const actionsOf = (role: string): string[] =>
      ofType('AWS::IAM::Policy')
        .filter(({ Properties }) => (Properties['Roles'] as { Ref: string }[]).some(({ Ref }) => Ref === role))
        .flatMap(({ Properties }) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement.flatMap(({ Action }) => list(Action)));
    assert.deepEqual(actionsOf(roleOf('TaskRoleArn')).toSorted(), ['aps:RemoteWrite', 'elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite']);
    assert.ok(actionsOf(roleOf('ExecutionRoleArn')).includes('secretsmanager:GetSecretValue'));
  });

  it('gives each workflow of GitHub the actions of its command, to its own branch or environment', () => {
    const [publish, drift, preview] = ['Publish', 'Drift', 'Preview'].map((name) => Object.entries(resources).find(([id, one]) => one.Type === 'AWS::IAM::Role' && id.startsWith(`Github${name}`)));
    const subject = (entry: typeof publish): unknown => JSON.stringify(entry?.[1].Properties['AssumeRolePolicyDocument']);
    assert.match(String(subject(publish)), /repo:owner\/name:environment:production/);
    assert.match(String(subject(drift)), /repo:owner\/name:ref:refs\/heads\/main/);
    assert.match(String(subject(preview)), /repo:owner\/name:pull_request/);
  });

  it('makes no role for GitHub where nobody asks for one', () => {
    stackOf({ repository: '' }).template.resourceCountIs('AWS::IAM::OIDCProvider', 0);
  });

  it('configures the collector with what the dashboards look at', () => {
    const [parameter] = ofType('AWS::SSM::Parameter');
    const yaml = String(parameter?.Properties['Value']);
    assert.match(yaml, /flask_http_request_total/);
    assert.doesNotMatch(yaml, /python_gc/);
  });

  it('keeps the alert manager off until it is asked for', () => {
    template.hasResourceProperties('AWS::APS::Workspace', { AlertManagerDefinition: Match.absent() });
    stackOf({ alertManager: 'true' }).template.hasResourceProperties('AWS::APS::Workspace', { AlertManagerDefinition: Match.anyValue() });
  });

  it('encrypts logs with a key of one\'s own on request, which the log service may use for this account alone', () => {
    const own = stackOf({ ownLogKey: 'true' }).template;
    own.resourceCountIs('AWS::KMS::Key', 1);
    own.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: Match.anyValue() });
  });
});

describe('what cannot be deployed is refused with what to do', () => {
  it('a region without Amazon Managed Grafana', () => {
    assert.throws(() => stackOf({ region: 'eu-north-1' }), /not available in eu-north-1 .*eu-central-1/);
  });
  it('a version that there is none of', () => {
    assert.throws(() => stackOf({ grafanaVersion: '11.0' }), /no version 11\.0; it has 9\.4, 10\.4, 12\.4, 13\.2/);
  });
  it('a number that is none', () => {
    assert.throws(() => stackOf({ tasks: 'two' }), /-c tasks=two is not a whole number/);
  });
  it('an environment that there is none of', () => {
    assert.throws(() => stackOf({ environment: 'prod' }), /environments\.ts has no "prod"; it has local, production/);
  });
  it('a version near the end of its support is a warning with the date', () => {
    const { stack } = stackOf({ grafanaVersion: '9.4' });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('2026-12-20'));
  });
});
