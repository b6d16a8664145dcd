import { once } from 'node:events';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { faultHelp, parseFault } from './lib/local/faults/parse.ts';
import { GRAFANA_VERSIONS, type GrafanaVersion } from './lib/local/local-workspace.ts';
import { DATA_FOLDER } from './lib/local/open.ts';
import { startLocalWorkspace } from './lib/local/start.ts';

interface Flags {
  readonly grafana?: string;
  readonly port: string;
  readonly data: string;
  readonly fault: readonly string[];
  readonly seed: string;
}

export default defineCommand<Flags>({
  name: 'local',
  summary: 'Run the local workspace: Amazon Managed Grafana, as far as publishing goes.',
  examples: [
    ['npm run local', 'listen on port 3000, keep the data in .local/'],
    ['npm run local -- --grafana 9.4 --data .local-9.4', 'play another version in another folder'],
    ['npm run local -- --fault "throttle 20%"', 'refuse every fifth request or so with 429'],
    [
      'npm run local -- --fault "reset-after next 1 on POST /api/dashboards/db"',
      'break the connection once, the save applied',
    ],
    [
      'npm run local -- --fault "throttle next 2 on aws" --fault "slow 300"',
      'more than one at a time',
    ],
  ],
  flags: (command) =>
    command
      .option(
        '--grafana <version>',
        `version to play: ${GRAFANA_VERSIONS.join(', ')} (default: that of the data folder, or 12.4)`,
      )
      .option('--port <port>', 'port of 127.0.0.1; 0 takes a free one', '3000')
      .option('--data <folder>', 'folder that keeps the data', DATA_FOLDER)
      .option('--fault <spec>', 'what shall go wrong; may be given many times', collect, [])
      .option('--seed <number>', 'makes the faults that strike by chance the same again', '1')
      .addHelpText('after', `\n${faultHelp()}`),
  run: async (flags, io) => {
    const workspace = await startLocalWorkspace({
      directory: flags.data,
      port: numberOf('port', flags.port, 65_535),
      seed: numberOf('seed', flags.seed, 2 ** 31),
      faults: flags.fault.map(parseFault),
      ...(flags.grafana === undefined ? {} : { grafana: versionOf(flags.grafana) }),
    });
    const { url, grafana, workspaceId } = workspace;
    io.out(
      [
        `The local workspace plays Grafana ${grafana} at ${url}`,
        '',
        '  npm run publish             publish to it, from another terminal',
        '  npm run drift               after an edit, see what changed',
        `  curl -u admin:admin ${url}/api/search`,
        `  AWS_ENDPOINT_URL_GRAFANA=${url} aws grafana describe-workspace --workspace-id ${workspaceId}`,
        '',
        ...flags.fault.map((fault) => `  fault: ${fault}`),
        `Ctrl-C stops it; the data stay in ${flags.data}`,
        '',
      ].join('\n'),
    );
    if (!io.signal.aborted) await once(io.signal, 'abort');
    await workspace.close();
    io.err('stopped\n');
    return ExitCode.Success;
  },
});

const collect = (value: string, previous: readonly string[]): string[] => [...previous, value];

function versionOf(value: string): GrafanaVersion {
  const version = GRAFANA_VERSIONS.find((known) => known === value);
  if (!version)
    throw new UserError(`There is no Grafana ${value} to play.`, {
      suggestions: GRAFANA_VERSIONS.map((known) => `npm run local -- --grafana ${known}`),
      exitCode: ExitCode.Usage,
    });
  return version;
}

function numberOf(flag: string, value: string, largest: number): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isInteger(number) || number < 0 || number > largest)
    throw new UserError(`--${flag} ${value}: not a whole number from 0 to ${largest}.`, {
      suggestions: [['npm run local -- --help', 'shows what the flags take']],
      exitCode: ExitCode.Usage,
    });
  return number;
}
