import { z } from 'zod';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { environmentSchema } from './environment.ts';

/** What a deployment of stack/ has made, as `cdk deploy --outputs-file` writes it. */
export interface StackOutputs {
  /** Name of the CloudFormation stack. */
  readonly stack: string;
  /** Dotted field of environments.ts -> its value. */
  readonly fields: Readonly<Record<string, string>>;
  /** Output -> ARN of a role for GitHub's workflows. */
  readonly roles: Readonly<Record<string, string>>;
}

/** An output of stack/ -> the field of environments.ts that it fills. */
const FIELDS: Readonly<Record<string, string>> = {
  grafana: 'grafana',
  region: 'region',
  accountId: 'accountId',
  prometheusWorkspaceId: 'prometheusWorkspaceId',
  appLogGroup: 'logGroups.app',
  collectorLogGroup: 'logGroups.collector',
  databaseLogGroup: 'logGroups.database',
  contract: 'contract',
};

const { grafana, region, accountId, prometheusWorkspaceId, contract, logGroups } =
  environmentSchema.shape;
const isRole = (key: string): boolean => key.endsWith('RoleArn');
const roleArn = z
  .string()
  .regex(/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'not the ARN of a role');
/** Other outputs a team may have added. */
const outputsSchema = z.looseObject({
  grafana: grafana.refine((id) => id.startsWith('g-')),
  region,
  accountId,
  prometheusWorkspaceId,
  appLogGroup: logGroups.shape.app,
  collectorLogGroup: logGroups.shape.collector,
  databaseLogGroup: logGroups.shape.database,
  contract: contract.unwrap().optional(),
});

/**
 * Picks the stack of an environment in an outputs file and reads it.
 * @throws UserError (exit 2) where the file has no such stack, several, or one whose outputs are not whole
 */
export function readStackOutputs(
  json: unknown,
  file: string,
  { environment, stack }: { readonly environment: string; readonly stack?: string | undefined },
): StackOutputs {
  const [name, outputs] = stackIn(json, file, environment, stack);
  const read = outputsSchema.safeParse(outputs);
  const wrong = [
    ...(read.error?.issues ?? []).map(({ path }) => String(path[0])),
    ...Object.keys(outputs).filter(
      (key) => isRole(key) && !roleArn.safeParse(outputs[key]).success,
    ),
  ];
  if (wrong.length > 0)
    throw new UserError(`the outputs of ${name} in ${file} are not whole.`, {
      exitCode: ExitCode.Usage,
      details: wrong.map((key) =>
        outputs[key] === undefined
          ? `${key}: missing`
          : `${key}: ${JSON.stringify(outputs[key])} is none`,
      ),
      suggestions: [DEPLOY],
    });
  const pick = (wanted: (key: string) => boolean): [string, string][] =>
    Object.entries(outputs).flatMap(([key, value]) =>
      wanted(key) && typeof value === 'string' ? [[key, value]] : [],
    );
  return {
    stack: name,
    fields: Object.fromEntries(
      pick((key) => key in FIELDS).map(([key, value]) => [FIELDS[key], value]),
    ),
    roles: Object.fromEntries(pick(isRole)),
  };
}

const DEPLOY = [
  'npm run deploy --prefix stack',
  'deploys, and writes stack/outputs.json anew',
] as const;

type Outputs = Readonly<Record<string, unknown>>;

function stackIn(
  json: unknown,
  file: string,
  environment: string,
  wanted: string | undefined,
): readonly [string, Outputs] {
  const stacks = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(json).data ?? {};
  const ours = Object.entries(stacks).filter(([, outputs]) => 'grafana' in outputs);
  const names = ours.map(([name]) => name).join(', ');
  // stack/lib/app.ts ends a stack's name with the environment's.
  const found = ours.filter(([name]) =>
    wanted === undefined ? name.endsWith(`-${environment}`) : name === wanted,
  );
  const [only] = found;
  if (only && found.length === 1) return only;
  if (ours.length === 0)
    throw new UserError(`${file} holds no outputs of the stack: none has "grafana".`, {
      exitCode: ExitCode.Usage,
      suggestions: [DEPLOY],
    });
  throw new UserError(
    found.length > 1
      ? `${file} holds several stacks of "${environment}": ${names}.`
      : `${file} holds no stack ${wanted ?? `of "${environment}"`}; it has ${names}.`,
    {
      exitCode: ExitCode.Usage,
      suggestions: [
        [
          `npm run stack:outputs -- --from ${file} --env ${environment} --stack ${ours[0]?.[0]}`,
          'name the one to take',
        ],
      ],
    },
  );
}
