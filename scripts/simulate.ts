import { InvalidArgumentError } from 'commander';
import { colors } from '../dashboards/house/colors.ts';
import {
  incidentCatalogue,
  incidentNames,
  isIncidentName,
  type IncidentName,
} from '../telemetry/simulate/incidents.ts';
import { makeReport } from '../telemetry/simulate/report/report.ts';
import { reportTable } from '../telemetry/simulate/report/table.ts';
import { summaryOf, summaryText } from '../telemetry/simulate/summary.ts';
import { writeSimulation } from '../telemetry/simulate/write.ts';
import { simulate } from '../telemetry/simulate/index.ts';
import { logGroupsOf } from '../telemetry/simulate/options.ts';
import { content } from './content.ts';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import type { Io } from './lib/cli/io.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './lib/config/load.ts';
import { nearest } from './lib/text/nearest.ts';

interface Flags {
  readonly env: string;
  readonly seed: number;
  readonly incident: readonly string[];
  readonly hours: number;
  readonly tasks: number;
  readonly end: number;
  readonly out?: string;
  readonly report?: boolean;
  readonly json?: boolean;
}

/** Where simulated time ends unless told otherwise: fixed, so that the same flags give the same bytes. */
const END = '2026-11-20T12:00:00Z';

export default defineCommand<Flags>({
  name: 'simulate',
  summary:
    'Play the to-do app from a seed: its metrics, its log lines, and what every request really did.',
  examples: [
    ['npm run simulate -- --incident mongo-outage', 'what happened, minute by minute'],
    ['npm run simulate -- --hours 1 --out sim', 'sim/{metrics.om,logs.jsonl,truth.json}'],
    ['npm run simulate -- --report', 'which panels show which incident, and how soon'],
    ['npm run simulate -- --report --seed 7 --json', 'the same for programs, with another seed'],
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment of environments.ts, for the dashboard', 'local')
      .option('--seed <n>', 'an integer; the same one gives the same bytes', integer, 1)
      .option(
        '--incident <name>',
        `may be given several times: ${incidentNames.join(', ')}`,
        (name: string, before: readonly string[]) => [...before, name],
        [],
      )
      .option('--hours <h>', 'how much to play', hours, 3)
      .option('--tasks <n>', 'tasks of the service', tasks, 2)
      .option('--end <time>', 'where simulated time ends, ISO 8601', time, Date.parse(END))
      .option('--out <dir>', 'write OpenMetrics text, log events and the truth into a folder')
      .option('--report', "ask a real Prometheus the dashboard's queries in each incident")
      .option('--json', 'for programs'),
  run: async (flags, io) => {
    const incidents = flags.incident.map(incidentNamed);
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
    red: colors.critical,
    run: {
      seed: flags.seed,
      now: flags.end,
      hours: Math.max(flags.hours, 4),
      tasks: flags.tasks,
      contract: environment.contract,
      logGroups: logGroupsOf(environment),
    },
    onProgress: (what) => io.err(`${what} …\n`),
  });
  io.out(flags.json === true ? `${JSON.stringify(made, null, 2)}\n` : reportTable(made));
  for (const fault of faults) io.err(`${fault}\n`);
  return faults.length === 0 ? ExitCode.Success : ExitCode.Failure;
}

function incidentNamed(name: string): IncidentName {
  if (isIncidentName(name)) return name;
  const close = nearest(name, incidentNames);
  throw new UserError(`there is no incident "${name}".`, {
    exitCode: ExitCode.Usage,
    details: [
      ...(close === undefined ? [] : [`Did you mean ${close}?`]),
      ...incidentNames.map((known) => `${known.padEnd(24)} ${incidentCatalogue[known].what}`),
    ],
    suggestions: close === undefined ? [] : [`npm run simulate -- --incident ${close}`],
  });
}

function integer(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text.trim()) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('A seed is an integer.');
  return value;
}

function hours(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 24 * 7))
    throw new InvalidArgumentError('More than 0 and at most 168 hours can be played.');
  return value;
}

function tasks(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 50)
    throw new InvalidArgumentError('1 to 50 tasks can be played.');
  return value;
}

function time(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new InvalidArgumentError(`A time looks like ${END}.`);
  return value;
}
