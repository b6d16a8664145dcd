import type { EnvironmentInput } from '../../scripts/lib/config/environment.ts';
import type { CollectorOptions } from '../../telemetry/collector/options.ts';
import type { StackSettings } from './settings.ts';

type Context = (key: string) => unknown;

/** Settings from CDK's context (`-c key=value`), what is not given from environments.ts, the rest with defaults that suit a small service. */
export function settingsFrom(
  context: Context,
  environments: Record<string, EnvironmentInput>,
  project: string,
  collectorYaml: (options: CollectorOptions) => string,
  keptMetrics: (grafanaVersion: string) => readonly string[] | undefined,
): StackSettings {
  const text = (key: string): string | undefined => {
    const value = context(key);
    return value === undefined || value === '' ? undefined : String(value);
  };
  const number = (key: string, otherwise: number): number => {
    const given = text(key);
    const value = given === undefined ? otherwise : Number(given);
    if (!Number.isInteger(value) || value < 1) throw new Error(`-c ${key}=${given} is not a whole number from 1 on.`);
    return value;
  };
  const oneOf = <T extends string>(key: string, allowed: readonly T[], otherwise: T): T => {
    const given = text(key) ?? otherwise;
    const found = allowed.find((one) => one === given);
    if (!found) throw new Error(`-c ${key}=${given} is not one of ${allowed.join(', ')}.`);
    return found;
  };

  const environmentName = text('environment') ?? 'production';
  const environment = environments[environmentName];
  if (!environment) throw new Error(`environments.ts has no "${environmentName}"; it has ${Object.keys(environments).join(', ')}.`);
  // Before the first deployment environments.ts still holds placeholders; an account can then be given here.
  const account = text('account') ?? (/^\d{12}$/.test(environment.accountId) ? environment.accountId : process.env['CDK_DEFAULT_ACCOUNT']);
  if (!account) throw new Error(`environment "${environmentName}" has no accountId: fill it in in environments.ts, or pass -c account=123456789012.`);
  const group = (given: string | undefined, otherwise: string): string => (given && !/REPLACE/.test(given) ? given : otherwise);
  const name = `${project}-${environmentName}`;
  const adot = text('adot') ?? '0.49';
  const grafanaVersion = text('grafanaVersion') ?? '12.4';
  const keep = keptMetrics(grafanaVersion);

  return {
    name,
    account,
    region: text('region') ?? environment.region,
    logGroups: {
      app: group(environment.logGroups.app, '/ecs/todo-app'),
      collector: group(environment.logGroups.collector, '/ecs/todo-app-collector'),
      database: group(environment.logGroups.database, '/ecs/todo-app-mongodb'),
    },
    grafanaVersion,
    signIn: oneOf('signIn', ['AWS_SSO', 'SAML'], 'AWS_SSO'),
    database: oneOf('database', ['sidecar', 'external'], 'sidecar'),
    tasks: number('tasks', 2),
    logRetentionDays: number('logRetentionDays', 30),
    metricRetentionDays: number('metricRetentionDays', 150),
    ownLogKey: text('ownLogKey') === 'true',
    alertManager: text('alertManager') === 'true',
    ...(text('repository') !== undefined && { githubRepository: text('repository') ?? '' }),
    ...(text('certificateArn') !== undefined && { certificateArn: text('certificateArn') ?? '' }),
    allowedCidr: text('allowedCidr') ?? '0.0.0.0/0',
    adot,
    // Deletes of this repository's app are no paths of their own.
    collectorYaml: collectorYaml({ adot, dropDeletes: false, ...(keep && { keep }) }),
  };
}
