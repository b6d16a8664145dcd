import path from 'node:path';
import { validateResources } from './lib/build/validate.ts';
import { writeResources } from './lib/build/write.ts';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { grafanaVersion } from './lib/cli/grafana-version.ts';
import { loadEnvironment } from './environment.ts';
import { desiredState } from './lib/state/desired.ts';
import { content } from './content.ts';

interface Flags {
  readonly env: string;
  readonly out: string;
  readonly grafana: string;
}

export default defineCommand<Flags>({
  name: 'build',
  summary: 'Write the JSON that a publish would send, without asking any workspace.',
  examples: [
    [
      'npm run build',
      'dist/local/{folders,datasources,library-panels,dashboards,alert-rule-groups}/<uid>.json',
    ],
    ['npm run build -- --env production --grafana 10.4', 'as a workspace of Grafana 10.4 gets it'],
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment of environments.ts', 'local')
      .option('--out <dir>', 'folder to write to; each environment gets its own below it', 'dist')
      .option(
        '--grafana <version>',
        'version to build for: data-source types depend on it',
        grafanaVersion,
        '12.4',
      ),
  run: async (flags, io) => {
    const { name, environment } = await loadEnvironment(flags.env);
    const resources = desiredState(content, {
      environmentName: name,
      environment,
      grafanaVersion: flags.grafana,
    });
    validateResources(resources, content.locate);
    const directory = path.join(flags.out, name);
    const files = await writeResources(directory, resources);
    for (const file of files) io.out(`${path.join(directory, file)}\n`);
    return ExitCode.Success;
  },
});
