import { once } from 'node:events';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { GRAFANA_VERSIONS, type GrafanaVersion } from './lib/local/local-workspace.ts';
import { DATA_FOLDER } from './lib/local/open.ts';
import { startLocalWorkspace } from './lib/local/start.ts';

interface Flags {
  readonly grafana?: string;
  readonly port: string;
  readonly data: string;
  readonly fault: readonly string[];
}

export default defineCommand<Flags>({
  name: 'local',
  summary: 'Run the local workspace: Amazon Managed Grafana, as far as publishing goes.',
  examples: [
    ['npm run local', 'listen on port 3000, keep the data in .local/'],
    ['npm run local -- --grafana 9.4 --data .local-9.4', 'play another version'],
  ],
  flags: (command) =>
    command
      .option('--grafana <version>', `version to play: ${GRAFANA_VERSIONS.join(', ')}`)
      .option('--port <port>', 'port of 127.0.0.1; 0 takes a free one', '3000')
      .option('--data <folder>', 'folder that keeps the data', DATA_FOLDER)
      .option('--fault <spec...>', 'what shall go wrong', []),
  run: async (flags, io) => {
    const workspace = await startLocalWorkspace({
      directory: flags.data,
      port: portOf(flags.port),
      ...(flags.grafana === undefined ? {} : { grafana: versionOf(flags.grafana) }),
    });
    io.out(`The local workspace plays Grafana ${workspace.grafana} at ${workspace.url}\n`);
    if (!io.signal.aborted) await once(io.signal, 'abort');
    await workspace.close();
    return ExitCode.Success;
  },
});

function versionOf(value: string): GrafanaVersion {
  const version = GRAFANA_VERSIONS.find((known) => known === value);
  if (!version)
    throw new UserError(`There is no Grafana ${value} to play.`, {
      suggestions: GRAFANA_VERSIONS.map((known) => `npm run local -- --grafana ${known}`),
      exitCode: ExitCode.Usage,
    });
  return version;
}

function portOf(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UserError(`"${value}" is no port.`, {
      suggestions: [['npm run local -- --port 3000', '0 takes any free port']],
      exitCode: ExitCode.Usage,
    });
  return port;
}
