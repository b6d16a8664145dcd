import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../cli/user-error.ts';

const how = [
  ['sudo apt-get install prometheus', 'Debian, Ubuntu'],
  ['brew install prometheus', 'macOS'],
  ['PROMETHEUS_BIN=/path/to/prometheus …', 'one that you have'],
] as const;

/**
 * The Prometheus to start: `PROMETHEUS_BIN`, else the first on the PATH, else /usr/bin/prometheus.
 * @throws UserError that says how to install it.
 */
export async function findPrometheus(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const wanted = env['PROMETHEUS_BIN'];
  if (wanted) {
    if (await isExecutable(wanted)) return wanted;
    throw new UserError(`PROMETHEUS_BIN names ${wanted}, which is no program that can be run.`, {
      suggestions: how,
    });
  }
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  for (const folder of [...folders, '/usr/bin']) {
    const candidate = path.join(folder, 'prometheus');
    if (await isExecutable(candidate)) return candidate;
  }
  throw new UserError('Prometheus was not found, neither on the PATH nor in PROMETHEUS_BIN.', {
    details: ['The simulated app keeps its metrics in a real Prometheus on this machine.'],
    suggestions: how,
  });
}

/** Whether a Prometheus can be started here. */
export const hasPrometheus = (env: NodeJS.ProcessEnv = process.env): Promise<boolean> =>
  findPrometheus(env).then(
    () => true,
    () => false,
  );

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
