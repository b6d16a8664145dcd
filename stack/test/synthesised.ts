import path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { environments } from '../../environments.ts';
import { buildApp, type Built } from '../lib/app.ts';
import type { Surroundings } from '../lib/context.ts';

const BASE = { account: '123456789012', repository: 'owner/name' };

/** The app with settings as `-c` gives them; `outdir` is where a synthesis writes. */
export const built = (
  context: Record<string, unknown> = {},
  surroundings: Partial<Surroundings> = {},
  outdir?: string,
): Built =>
  buildApp(
    { context: { ...BASE, ...context }, ...(outdir !== undefined && { outdir }) },
    {
      environments,
      project: 'todo',
      root: path.resolve('..'),
      appVersion: 'abc1234',
      ...surroundings,
    },
  );

export const templateOf = (
  context: Record<string, unknown> = {},
  surroundings: Partial<Surroundings> = {},
): Template => Template.fromStack(built(context, surroundings).stack);

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

export const resourcesOf = (template: Template): Record<string, Resource> =>
  template.toJSON()['Resources'] as Record<string, Resource>;

export const ofType = (template: Template, type: string): Resource[] =>
  Object.values(resourcesOf(template)).filter(({ Type }) => Type === type);

export interface Container {
  readonly Name: string;
  readonly User?: string;
  readonly ReadonlyRootFilesystem?: boolean;
  readonly Command?: string[];
  readonly HealthCheck?: object;
  readonly DependsOn?: { Condition: string; ContainerName: string }[];
  readonly PortMappings?: { ContainerPort: number }[];
  readonly Environment?: { Name: string; Value: unknown }[];
  readonly LogConfiguration: { Options: Record<string, string> };
}

export const containersOf = (template: Template): Container[] =>
  (ofType(template, 'AWS::ECS::TaskDefinition')[0]?.Properties['ContainerDefinitions'] ??
    []) as Container[];

export const containerOf = (template: Template, name: string): Container | undefined =>
  containersOf(template).find(({ Name }) => Name === name);

/** The collector's configuration, as its parameter holds it. */
export const configurationOf = (template: Template): string =>
  String(ofType(template, 'AWS::SSM::Parameter')[0]?.Properties['Value']);

export interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** Statements of the policies that hang on a role, or of all. */
export const statementsOf = (template: Template, roleId?: string): Statement[] =>
  ofType(template, 'AWS::IAM::Policy')
    .filter(
      ({ Properties }) =>
        roleId === undefined ||
        (Properties['Roles'] as { Ref: string }[]).some(({ Ref }) => Ref === roleId),
    )
    .flatMap(
      ({ Properties }) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement,
    );

/** Who may take the first role whose logical id begins so, and what it may do. */
export function roleOf(template: Template, name: string): { trust: string; actions: string[] } {
  const [id, role] =
    Object.entries(resourcesOf(template)).find(
      ([key, { Type }]) => Type === 'AWS::IAM::Role' && key.startsWith(name),
    ) ?? [];
  if (id === undefined) throw new Error(`there is no role ${name}`);
  return {
    trust: JSON.stringify(role?.Properties['AssumeRolePolicyDocument']),
    actions: statementsOf(template, id)
      .flatMap(({ Action }) => list(Action))
      .toSorted(),
  };
}
