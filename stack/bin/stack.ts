import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { environments, project } from '../../environments.ts';
import { formatUserError, UserError } from '../../scripts/lib/cli/user-error.ts';
import { buildApp } from '../lib/app.ts';

/** CDK starts this where cdk.json is. */
const root = path.resolve('..');

// `npx cdk deploy -c environment=production -c repository=owner/name`; every setting of lib/context.ts can be given so.
try {
  buildApp(
    {},
    {
      environments,
      project,
      root,
      appVersion: lastCommitOf('app'),
      defaultAccount: process.env['CDK_DEFAULT_ACCOUNT'],
    },
  ).app.synth();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(formatUserError(error));
  process.exitCode = error.exitCode;
}

/** The commit that last changed a folder, so that a commit elsewhere builds no new image. */
function lastCommitOf(folder: string): string {
  try {
    return (
      execFileSync('git', ['log', '-1', '--format=%h', '--', folder], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || 'unknown'
    );
  } catch {
    return 'unknown';
  }
}
