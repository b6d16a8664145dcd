import { InvalidArgumentError } from 'commander';
import { colors } from '../dashboards/house/colors.ts';
import { incidentNamed, simulationFlags, type SimulationFlags } from '../telemetry/flags.ts';
import { incidentNames, type IncidentName } from '../telemetry/simulate/incidents.ts';
import { makeReport } from '../telemetry/simulate/report/report.ts';
import { reportTable } from '../telemetry/simulate/report/table.ts';
import { summaryOf, summaryText } from '../telemetry/simulate/summary.ts';
import { writeSimulation } from '../telemetry/simulate/write.ts';
import { simulate } from '../telemetry/simulate/index.ts';
import { logGroupsOf } from '../telemetry/simulate/options.ts';
import { content } from './content.ts';
import { RECORDED_ANSWERS } from './demo-app.ts';
import { writeDemoRecording } from './record-demo.ts';
import { incidentPictures } from './incident-pictures.ts';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import type { Io } from './lib/cli/io.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';

interface Flags extends SimulationFlags {
  readonly out?: string;
  readonly report?: boolean;
  readonly together?: boolean;
  readonly pictures?: string;
  readonly width: number;
  readonly record?: true | string;
  readonly json?: boolean;
}

export default defineCommand<Flags>({
  name: 'simulate',
  summary:
    'Play the to-do app from a seed: its metrics, its log lines, and what every request really did.',
  examples: [
    ['npm run simulate -- --incident mongo-outage', 'what happened, minute by minute'],
    ['npm run simulate -- --hours 1 --out sim', 'sim/{metrics.om,logs.jsonl,truth.json}'],
    ['npm run simulate -- --report', 'which panels show which incident, and how soon'],
    ['npm run simulate -- --report --seed 7 --json', 'the same for programs, with another seed'],
    ['npm run simulate -- --pictures pictures', 'the dashboard, drawn in each incident'],
  ],
  flags: (command) =>
    simulationFlags(command)
      .option('--out <dir>', 'write OpenMetrics text, log events and the truth into a folder')
      .option('--report', "ask a real Prometheus the dashboard's queries in each incident")
      .option('--together', 'with --report: let the incidents happen at the same time')
      .option('--width <px>', 'of the pictures; a phone has 390', pixels, 1280)
      .option('--pictures <dir>', 'draw the dashboard in each incident: needs Chrome or Chromium')
      .option(
        '--record [file]',
        `ask Prometheus what the demo shows, for machines that have none (${RECORDED_ANSWERS})`,
      )
      .option('--json', 'for programs'),
  run: async (flags, io) => {
    const incidents = flags.incident.map(incidentNamed);
    if (flags.together === true && flags.report !== true)
      throw new UserError('--together belongs to --report.', {
        exitCode: ExitCode.Usage,
        suggestions: [
          ['npm run simulate -- --report --together --incident A --incident B', 'A and B at once'],
        ],
      });
    if (flags.record !== undefined) return record(flags.record, io);
    if (flags.pictures !== undefined) return draw(flags.pictures, flags.width, incidents, io);
    return flags.report === true ? report(flags, incidents, io) : play(flags, incidents, io);
  },
});

async function play(flags: Flags, incidents: readonly IncidentName[], io: Io): Promise<ExitCode> {
  const { environment } = await loadEnvironment(flags.env);
  const simulation = simulate({
    seed: flags.seed,
    start: flags.end - flags.hours * 3_600_000,
    end: flags.end,
    tasks: flags.tasks,
    contract: environment.contract,
    logGroups: logGroupsOf(environment),
    incidents: incidents.map((name) => ({ name })),
  });
  if (flags.out !== undefined) {
    const files = await writeSimulation(simulation, flags.out);
    for (const file of files) io.err(`wrote ${file}\n`);
  }
  const summary = summaryOf(simulation);
  io.out(flags.json === true ? `${JSON.stringify(summary, null, 2)}\n` : summaryText(summary));
  return ExitCode.Success;
}

async function record(asked: true | string, io: Io): Promise<ExitCode> {
  const file = asked === true ? RECORDED_ANSWERS : asked;
  io.out(`${file}: the answers to ${await writeDemoRecording(file)} queries\n`);
  return ExitCode.Success;
}

/** @throws InvalidArgumentError. */
function pixels(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 200 || value > 4000)
    throw new InvalidArgumentError('A page is 200 to 4000 pixels wide.');
  return value;
}

async function draw(
  folder: string,
  width: number,
  asked: readonly IncidentName[],
  io: Io,
): Promise<ExitCode> {
  const incidents = asked.length > 0 ? asked : ['', ...incidentNames];
  for (const file of await incidentPictures({ folder, incidents, width, io })) io.out(`${file}\n`);
  return ExitCode.Success;
}

async function report(flags: Flags, incidents: readonly IncidentName[], io: Io): Promise<ExitCode> {
  const { name, environment } = await loadEnvironment(flags.env);
  const resources = content.resources({
    environmentName: name,
    environment,
    grafanaVersion: '12.4',
  });
  const dashboard = resources.find((resource) => resource.kind === 'dashboard');
  if (!dashboard)
    throw new UserError('dashboards/index.ts has no dashboard.', { exitCode: ExitCode.Usage });
  const { report: made, faults } = await makeReport({
    dashboard,
    incidents: incidents.length > 0 ? incidents : incidentNames,
    together: flags.together === true,
    red: colors.critical,
    run: {
      seed: flags.seed,
      now: flags.end,
      shown: flags.hours,
      allowed: Number((1 - environment.objective).toPrecision(6)),
      tasks: flags.tasks,
      contract: environment.contract,
      logGroups: logGroupsOf(environment),
    },
    signal: io.signal,
    onProgress: (what) => io.err(`${what} …\n`),
  });
  io.out(
    flags.json === true
      ? `${JSON.stringify(made, null, 2)}\n`
      : reportTable(made, environment.contract),
  );
  for (const fault of faults) io.err(`${fault}\n`);
  return faults.length === 0 ? ExitCode.Success : ExitCode.Failure;
}
