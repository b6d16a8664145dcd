import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import {
  configurationOf,
  containerOf,
  containersOf,
  ofType,
  resourcesOf,
  templateOf,
} from './synthesised.ts';

const template = templateOf();

describe('the service', () => {
  it('keeps the database out of the internet: one container port is published, to the load balancer', () => {
    assert.deepEqual(
      containersOf(template).flatMap(({ Name, PortMappings = [] }) =>
        PortMappings.map(({ ContainerPort }) => `${Name}:${ContainerPort}`),
      ),
      ['app:5000'],
    );
    assert.ok(containerOf(template, 'database')?.Command?.includes('127.0.0.1'));
    template.hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
    });
  });

  it('stands in the private subnets, its files too: from outside there is only the load balancer', () => {
    const subnetsOf = (type: string, path: readonly string[]): string[] =>
      ofType(template, type).flatMap(({ Properties }) => {
        const found = path.reduce<unknown>(
          (value, key) => (value as Record<string, unknown>)[key],
          Properties,
        );
        return [found].flat().map((one) => (one as { Ref: string }).Ref);
      });
    const inside = [
      ...subnetsOf('AWS::ECS::Service', ['NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets']),
      ...subnetsOf('AWS::EFS::MountTarget', ['SubnetId']),
    ];
    assert.equal(inside.length, 4);
    for (const id of inside) assert.match(id, /private/i);
    for (const id of subnetsOf('AWS::ElasticLoadBalancingV2::LoadBalancer', ['Subnets']))
      assert.match(id, /public/i);
  });

  it("opens no security group to the world but the load balancer's, and that one no further than asked", () => {
    const openIn = (made: typeof template): number =>
      ofType(made, 'AWS::EC2::SecurityGroup').filter(({ Properties }) =>
        JSON.stringify(Properties['SecurityGroupIngress'] ?? '').includes('0.0.0.0/0'),
      ).length;
    assert.equal(openIn(template), 1);
    assert.equal(openIn(templateOf({ allowedCidr: '10.0.0.0/8' })), 0);
  });

  it('checks the health of every container, and starts the app after its database', () => {
    assert.deepEqual(
      containersOf(template)
        .filter(({ HealthCheck }) => !HealthCheck)
        .map(({ Name }) => Name),
      [],
    );
    assert.deepEqual(containerOf(template, 'app')?.DependsOn, [
      { Condition: 'HEALTHY', ContainerName: 'database' },
    ]);
  });

  it('gives app and collector a file system that they cannot write to, and the database its own files only', () => {
    assert.deepEqual(
      containersOf(template)
        .filter(({ ReadonlyRootFilesystem }) => ReadonlyRootFilesystem !== true)
        .map(({ Name }) => Name),
      ['database'],
    );
  });

  it("asks the app for its health as the app's image does by itself", () => {
    const [, command = ''] =
      /^ +CMD (\[.*\])$/m.exec(readFileSync('../app/Dockerfile', 'utf8')) ?? [];
    assert.deepEqual(containerOf(template, 'app')?.HealthCheck, {
      ...containerOf(template, 'app')?.HealthCheck,
      Command: ['CMD', ...(JSON.parse(command) as string[])],
    });
  });

  it('probes the process, not the database, behind the load balancer', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      HealthCheckPath: '/healthz',
      Port: 5000,
      TargetType: 'ip',
    });
  });

  it('rolls a failed deployment back', () => {
    template.hasResourceProperties('AWS::ECS::Service', {
      DeploymentConfiguration: Match.objectLike({
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      }),
    });
  });

  it('never runs two MongoDBs on the same files', () => {
    template.hasResourceProperties('AWS::ECS::Service', {
      DesiredCount: 1,
      DeploymentConfiguration: Match.objectLike({ MaximumPercent: 100, MinimumHealthyPercent: 0 }),
    });
  });

  it('encrypts the files of the database, at rest and on the way, and runs MongoDB as their owner', () => {
    template.hasResourceProperties('AWS::EFS::FileSystem', { Encrypted: true });
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      Volumes: [
        Match.objectLike({
          EFSVolumeConfiguration: Match.objectLike({
            TransitEncryption: 'ENABLED',
            AuthorizationConfig: Match.objectLike({ IAM: 'ENABLED' }),
          }),
        }),
      ],
    });
    template.hasResourceProperties('AWS::EFS::AccessPoint', {
      PosixUser: { Uid: '999', Gid: '999' },
    });
    assert.equal(containerOf(template, 'database')?.User, '999:999');
  });

  it('with a database elsewhere runs several tasks, without files and MongoDB, and reads a secret that is there already', () => {
    const external = templateOf({ database: 'external', tasks: 3 });
    external.resourceCountIs('AWS::EFS::FileSystem', 0);
    external.hasResourceProperties('AWS::ECS::Service', { DesiredCount: 3 });
    // One made by the deployment would hold no address, and the app would not start.
    external.resourceCountIs('AWS::SecretsManager::Secret', 0);
    assert.match(
      JSON.stringify(containersOf(external)),
      /MONGODB_URI.*secret:todo-production\/mongodb-uri/,
    );
  });

  it('takes an image for the processor that the task runs on', () => {
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' },
    });
  });
});

describe('the collector in the task', () => {
  const environmentOf = (made: typeof template): Record<string, string> =>
    Object.fromEntries(
      (containerOf(made, 'collector')?.Environment ?? []).map(({ Name, Value }) => [
        Name,
        JSON.stringify(Value),
      ]),
    );

  it('sends what the dashboards look at', () => {
    const yaml = configurationOf(template);
    assert.match(yaml, /flask_http_request_total/);
    assert.doesNotMatch(yaml, /python_gc/);
  });

  it('is told where to write and what to scrape', () => {
    const [workspace] =
      Object.entries(resourcesOf(template)).find(
        ([, { Type }]) => Type === 'AWS::APS::Workspace',
      ) ?? [];
    const { AWS_REGION, AWS_PROMETHEUS_ENDPOINT, AWS_PROMETHEUS_SCRAPING_ENDPOINT } =
      environmentOf(template);
    assert.match(
      AWS_PROMETHEUS_ENDPOINT ?? '',
      new RegExp(
        `https://aps-workspaces\\.eu-central-1\\.amazonaws\\.com/workspaces/.*"${workspace}","WorkspaceId".*/api/v1/remote_write`,
      ),
    );
    assert.equal(AWS_PROMETHEUS_SCRAPING_ENDPOINT, '"127.0.0.1:5000"');
    assert.equal(AWS_REGION, '"eu-central-1"');
  });

  it('starts anew when its configuration changes: a running one never reads it again', () => {
    const digestOf = (made: typeof template): string | undefined =>
      environmentOf(made)['CONFIGURATION_SHA256'];
    assert.ok(digestOf(template));
    assert.notEqual(digestOf(template), digestOf(templateOf({ adot: '0.40' })));
    assert.equal(digestOf(template), digestOf(templateOf({ logRetentionDays: 7 })));
  });
});
