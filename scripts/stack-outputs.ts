import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { fillEnvironment } from './lib/config/fill-environment.ts';

interface Flags {
  readonly from: string;
  readonly env: string;
  readonly file: string;
}

/** An output of stack/ -> the field of environments.ts that it fills. */
const FIELDS: Record<string, string> = {
  grafana: 'grafana',
  region: 'region',
  accountId: 'accountId',
  prometheusWorkspaceId: 'prometheusWorkspaceId',
  appLogGroup: 'logGroups.app',
  collectorLogGroup: 'logGroups.collector',
  databaseLogGroup: 'logGroups.database',
  contract: 'contract',
};

/** A role that the stack made -> the variable of the GitHub repository that a workflow takes it from. */
const VARIABLES: Record<string, string> = {
  publishRoleArn: 'PUBLISH_ROLE_ARN',
  driftRoleArn: 'DRIFT_ROLE_ARN',
  pullRequestPlanRoleArn: 'PREVIEW_PLAN_ROLE_ARN',
  previewDashboardsRoleArn: 'PREVIEW_DASHBOARDS_ROLE_ARN',
};
const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));

export default defineCommand<Flags>({
  name: 'stack:outputs',
  summary:
    'Fill an environment of environments.ts with the ids that a deployment of stack/ has made.',
  examples: [
    ['npm run stack:outputs -- --from stack/outputs.json', 'fills "production"'],
    ['npm run stack:outputs -- --from outputs.json --env staging', 'fills "staging"'],
  ],
  flags: (command) =>
    command
      .requiredOption('--from <file>', 'what `cdk deploy --outputs-file` wrote')
      .option('--env <name>', 'entry of environments.ts to fill', 'production')
      .option('--file <path>', 'the file to edit', 'environments.ts'),
  run: async (flags, io) => {
    const outputs = await readOutputs(flags.from);
    const values = Object.fromEntries(
      Object.entries(FIELDS).flatMap(([output, field]) =>
        outputs[output] === undefined ? [] : [[field, outputs[output]]],
      ),
    );
    const text = await readFile(flags.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new UserError(`cannot read ${flags.file} (${error.code}).`, {
        exitCode: ExitCode.Usage,
      });
    });
    const filled = fillEnvironment(text, flags.env, values);
    if (!filled) {
      throw new UserError(`${flags.file} has no environment "${flags.env}".`, {
        exitCode: ExitCode.Usage,
        suggestions: [['npm run stack:outputs -- --help', 'which entry is filled']],
      });
    }
    const temporary = path.join(
      path.dirname(flags.file),
      `.${path.basename(flags.file)}.${process.pid}`,
    );
    await writeFile(temporary, filled.text);
    await rename(temporary, flags.file);
    for (const field of filled.changed) io.out(`${flags.env}.${field} = ${values[field]}\n`);
    if (filled.changed.length === 0) io.out(`${flags.env}: nothing to change\n`);
    for (const field of filled.missing)
      io.err(
        `note: set by hand in "${flags.env}" of ${flags.file}:  ${field}: '${values[field]}'\n`,
      );
    const roles = Object.entries(VARIABLES).flatMap(([output, name]) =>
      outputs[output] === undefined ? [] : [[name, outputs[output]] as const],
    );
    if (roles.length > 0)
      io.err(
        `\nFor the workflows on GitHub:\n${[
          ...roles,
          ['AWS_REGION', outputs['region'] ?? ''] as const,
        ]
          .map(([name, value]) => `  gh variable set ${name} --body ${value}\n`)
          .join('')}`,
      );
    return ExitCode.Success;
  },
});

/** The outputs of the one stack in the file that has the fields. @throws UserError (exit 2) */
async function readOutputs(file: string): Promise<Record<string, string>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UserError(
      `cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'not JSON'}).`,
      {
        exitCode: ExitCode.Usage,
        suggestions: [['npm run deploy --prefix stack', 'deploy, and write stack/outputs.json']],
      },
    );
  }
  const stacks = outputsSchema.safeParse(json);
  const found = Object.values(stacks.data ?? {}).find(
    (outputs) => outputs['grafana'] !== undefined,
  );
  if (!found)
    throw new UserError(`${file} holds no outputs of the stack: none has "grafana".`, {
      exitCode: ExitCode.Usage,
    });
  return found;
}
