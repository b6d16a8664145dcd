import type { z } from 'zod';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { nearest } from '../text/nearest.ts';
import { environmentSchema, isPlaceholder, type Environment } from './environment.ts';

/** An entry of environments.ts with its name. */
export interface NamedEnvironment {
  readonly name: string;
  readonly environment: Environment;
}

/** Where to find the value of a field that a team has to fill in. */
const WHERE_TO_FIND: Record<string, string> = {
  grafana: 'the id of the Amazon Managed Grafana workspace:  aws grafana list-workspaces',
  region: 'the region of the workspaces, such as eu-central-1',
  accountId: 'the twelve digits of the AWS account:  aws sts get-caller-identity',
  prometheusWorkspaceId:
    'the id of the Amazon Managed Prometheus workspace:  aws amp list-workspaces',
  'logGroups.app': "the log group of the app's container:  aws logs describe-log-groups",
};

/** Validates one entry of a record as environments.ts holds it. @throws UserError (exit 2) */
export function environmentNamed(name: string, environments: unknown): Environment {
  if (typeof environments !== 'object' || environments === null) {
    throw new UserError('environments.ts exports no `environments` object.', {
      exitCode: ExitCode.Usage,
    });
  }
  const names = Object.keys(environments);
  if (!names.includes(name)) {
    const close = nearest(name, names);
    throw new UserError(`environments.ts has no environment "${name}".`, {
      exitCode: ExitCode.Usage,
      details: [`It has: ${names.join(', ')}.${close ? ` Did you mean ${close}?` : ''}`],
    });
  }
  if (name.includes('/')) {
    throw new UserError(`environments.ts calls an environment "${name}".`, {
      exitCode: ExitCode.Usage,
      details: ['What is in it would be taken for previews of a pull request: no slash, please.'],
    });
  }
  const entry: unknown = (environments as Record<string, unknown>)[name];
  const placeholders = placeholdersIn(entry);
  if (placeholders.length > 0) {
    throw new UserError(`environment "${name}" is not filled in yet: ${placeholders.join(', ')}.`, {
      exitCode: ExitCode.Usage,
      details: placeholders.map(
        (field) => `${field}: ${WHERE_TO_FIND[field] ?? 'replace the placeholder'}`,
      ),
      suggestions: [`edit environments.ts`],
    });
  }
  const result = environmentSchema.safeParse(entry);
  if (result.success) return result.data;
  throw new UserError(`environment "${name}" in environments.ts is not valid.`, {
    exitCode: ExitCode.Usage,
    details: result.error.issues.map(describeIssue),
    suggestions: ['edit environments.ts'],
  });
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.join('.');
  // A union's own message ("Invalid input") says nothing; its members' messages do.
  const reasons =
    issue.code === 'invalid_union'
      ? issue.errors.flat().map((inner) => inner.message)
      : [issue.message];
  const hint = WHERE_TO_FIND[field];
  return `${field || 'the entry'}: ${[...new Set(reasons)].join('; or ')}${hint ? ` (${hint})` : ''}`;
}

/** Dotted paths of the values that still hold a placeholder. */
function placeholdersIn(value: unknown, path: readonly string[] = []): string[] {
  if (isPlaceholder(value)) return [path.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => placeholdersIn(inner, [...path, key]));
}
