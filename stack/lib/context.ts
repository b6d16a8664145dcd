import path from 'node:path';
import { ExitCode } from '../../scripts/lib/cli/exit-code.ts';
import { UserError } from '../../scripts/lib/cli/user-error.ts';
import type { EnvironmentInput } from '../../scripts/lib/config/environment.ts';
import { collectorYaml } from '../../telemetry/collector/index.ts';
import { DEFAULT_ADOT, TRIED_ADOT } from '../../telemetry/collector/options.ts';
import { verifyGrafanaVersion, verifyRegion } from './availability.ts';
import { ContextValues, type Context } from './context-values.ts';
import { keptMetrics, type Keeping } from './keep.ts';
import { LOG_RETENTION_DAYS, type StackSettings } from './settings.ts';

/** Every setting that can be given as `-c KEY=VALUE`; stack/README.md says what each does. */
export const CONTEXT_KEYS = [
  'environment',
  'account',
  'region',
  'grafanaVersion',
  'signIn',
  'database',
  'databaseSecret',
  'tasks',
  'repository',
  'branch',
  'oidcProviderArn',
  'pullRequestRoles',
  'certificateArn',
  'allowedCidr',
  'logRetentionDays',
  'metricRetentionDays',
  'ownLogKey',
  'alertManager',
  'adot',
] as const;

export interface Surroundings {
  readonly environments: Record<string, EnvironmentInput>;
  readonly project: string;
  /** The folder of the repository, where app/ is. */
  readonly root: string;
  /** What the app calls itself when it starts. */
  readonly appVersion: string;
  /** Where nobody says which account; CDK's own credentials know it. */
  readonly defaultAccount?: string | undefined;
  /** Other content than this repository's, in tests. */
  readonly keep?: (grafanaVersion: string) => Keeping;
}

/** Settings from CDK's context, what is not given from environments.ts, the rest with defaults that suit a small service. @throws UserError (exit 2) */
export function settingsFrom(context: Context, surroundings: Surroundings): StackSettings {
  const values = new ContextValues(context);
  const environmentName = values.text('environment') ?? 'production';
  const { project, appVersion } = surroundings;
  const environment = environmentOf(environmentName, surroundings);
  const region = values.text('region') ?? environment.region;
  const grafanaVersion = values.text('grafanaVersion') ?? '12.4';
  verifyRegion(region);
  verifyGrafanaVersion(grafanaVersion);
  const database = values.oneOf('database', ['sidecar', 'external'], 'sidecar');
  refuseTasksOfASidecar(database, values.text('tasks'));
  const name = `${project}-${environmentName}`;
  const adot = values.matching('adot', /^\d+\.\d+$/, '0.49') ?? DEFAULT_ADOT;
  const { metrics: keep, warnings } = (surroundings.keep ?? keptMetrics)(grafanaVersion);
  const repository = values.matching('repository', /^[\w.-]+\/[\w.-]+$/, 'owner/name');
  const provider = values.matching(
    'oidcProviderArn',
    /^arn:aws[\w-]*:iam::\d{12}:oidc-provider\//,
    OIDC_EXAMPLE,
  );
  const certificate = values.matching(
    'certificateArn',
    /^arn:aws[\w-]*:acm:/,
    'arn:aws:acm:REGION:ACCOUNT:certificate/ID',
  );

  return {
    name,
    environmentName,
    account: accountOf(environmentName, environment, values, surroundings.defaultAccount),
    region,
    logGroups: {
      app: filledIn(environment.logGroups.app) ?? '/ecs/todo-app',
      collector: filledIn(environment.logGroups.collector) ?? '/ecs/todo-app-collector',
      database: filledIn(environment.logGroups.database) ?? '/ecs/todo-app-mongodb',
    },
    grafanaVersion,
    signIn: values.oneOf('signIn', ['AWS_SSO', 'SAML'], 'AWS_SSO'),
    database,
    databaseSecret: values.text('databaseSecret') ?? `${name}/mongodb-uri`,
    tasks: database === 'sidecar' ? 1 : values.wholeNumber('tasks', 2),
    logRetentionDays: Number(
      values.oneOf('logRetentionDays', LOG_RETENTION_DAYS.map(String), '30'),
    ),
    // AMP user guide, "Configure your workspace": three years at most.
    metricRetentionDays: values.wholeNumber('metricRetentionDays', 150, 1095),
    ownLogKey: values.flag('ownLogKey'),
    alertManager: values.flag('alertManager'),
    ...(repository !== undefined && { githubRepository: repository }),
    branch: values.text('branch') ?? 'main',
    ...(provider !== undefined && { oidcProviderArn: provider }),
    pullRequestRoles: values.flag('pullRequestRoles'),
    ...(certificate !== undefined && { certificateArn: certificate }),
    allowedCidr:
      values.matching(
        'allowedCidr',
        /^\d+\.\d+\.\d+\.\d+\/([0-9]|[12]\d|3[0-2])$/,
        '203.0.113.0/24',
      ) ?? '0.0.0.0/0',
    appFolder: path.join(surroundings.root, 'app'),
    appVersion,
    adot,
    // Deletes of this repository's app are no paths of their own.
    collectorYaml: collectorYaml({ adot, dropDeletes: false, ...(keep && { keep }) }),
    warnings: [...warnings, ...untried(adot)],
  };
}

const untried = (adot: string): string[] =>
  adot === TRIED_ADOT
    ? []
    : [
        `The collector's configuration was tried with ADOT ${TRIED_ADOT}, not with ${adot}: npm run keep-list -- --yaml --adot ${adot} prints it.`,
      ];

const OIDC_EXAMPLE = 'arn:aws:iam::ACCOUNT:oidc-provider/token.actions.githubusercontent.com';

/** The text of a field that a team has filled in already. */
const filledIn = (value: string | undefined): string | undefined =>
  value && !/REPLACE/.test(value) ? value : undefined;

function environmentOf(name: string, { environments }: Surroundings): EnvironmentInput {
  const environment = environments[name];
  if (environment) return environment;
  throw new UserError(
    `environments.ts has no "${name}"; it has ${Object.keys(environments).join(', ')}.`,
    { exitCode: ExitCode.Usage },
  );
}

/** Before the first deployment environments.ts still holds placeholders; an account can then be given on the command line. */
function accountOf(
  name: string,
  { accountId }: EnvironmentInput,
  values: ContextValues,
  otherwise: string | undefined,
): string {
  const account =
    values.matching('account', /^\d{12}$/, 'twelve digits') ?? filledIn(accountId) ?? otherwise;
  if (account) return account;
  throw new UserError(`environment "${name}" has no accountId.`, {
    exitCode: ExitCode.Usage,
    details: ['Fill it in in environments.ts, or pass it.'],
    suggestions: [
      [
        'npm run synth --prefix stack -- -c account=123456789012',
        'with the digits of aws sts get-caller-identity',
      ],
    ],
  });
}

function refuseTasksOfASidecar(
  database: StackSettings['database'],
  tasks: string | undefined,
): void {
  if (database !== 'sidecar' || tasks === undefined || tasks === '1') return;
  throw new UserError(
    `-c tasks=${tasks} needs a database that several tasks can share: two MongoDBs destroy each other's files.`,
    {
      exitCode: ExitCode.Usage,
      suggestions: [
        [`-c database=external -c tasks=${tasks}`, 'with DocumentDB or Atlas, see stack/README.md'],
      ],
    },
  );
}
