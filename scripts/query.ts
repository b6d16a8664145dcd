import { metricCatalogue } from '../telemetry/metrics.ts';
import { incidentNamed, simulationFlags, type SimulationFlags } from '../telemetry/flags.ts';
import { simulate } from '../telemetry/simulate/index.ts';
import { logGroupsOf } from '../telemetry/simulate/options.ts';
import { startSimulatedApp, type SimulatedApp } from '../telemetry/simulated-app.ts';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import type { Io } from './lib/cli/io.ts';
import { momentOf } from './lib/queries/moment.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { prometheusClient } from './lib/prometheus/client.ts';
import { runInsightsQuery } from './lib/query/run-insights.ts';
import { runPromqlQuery } from './lib/query/run-promql.ts';
import { catalogueOf } from './lib/queries/promql/catalogue.ts';
import type { QueryOutput } from './lib/queries/query-output.ts';
import { diagnosticsText, queryTable } from './lib/report/query-table.ts';

interface Flags extends SimulationFlags {
  readonly promql?: string;
  readonly insights?: string;
  readonly logGroup?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

export default defineCommand<Flags>({
  name: 'query',
  summary: 'Check one query and run it on the simulated app.',
  examples: [
    ["npm run query -- --promql 'sum by (status) (flask_http_request_total)'", 'the value now'],
    [
      "npm run query -- --promql 'sum(rate(flask_http_request_total[5m]))' --from now-30m",
      'over time',
    ],
    ["npm run query -- --promql 'up' --incident task-crash-loop --json", 'in an incident'],
    [
      "npm run query -- --insights 'filter @message like / - ERROR - / | stats count(*) by bin(5m)' --incident mongo-outage",
      'what each command does, the rows, what was scanned',
    ],
  ],
  flags: (command) =>
    simulationFlags(command)
      .option('--promql <query>', 'a PromQL query')
      .option('--insights <query>', 'a CloudWatch Logs Insights query')
      .option('--log-group <name...>', "log groups for --insights; the app's where absent")
      .option('--from <time>', 'now-30m, or ISO 8601; without it one moment is asked for')
      .option('--to <time>', 'the same; now (the end of simulated time) where absent')
      .option('--json', 'for programs'),
  run: async (flags, io) => {
    const { promql, insights } = flags;
    if (promql !== undefined && insights !== undefined)
      throw new UserError('--promql and --insights ask different stores: give one of them.', {
        exitCode: ExitCode.Usage,
      });
    if (insights !== undefined) return runInsights(insights, flags, io);
    if (promql !== undefined) return show(promql, await runPromql(promql, flags), flags, io);
    throw new UserError('what should be asked?', {
      exitCode: ExitCode.Usage,
      suggestions: [
        ["npm run query -- --promql 'up'", 'the metrics'],
        ["npm run query -- --insights 'limit 5'", 'the logs'],
      ],
    });
  },
});

/** What both halves play. */
async function playedBy(flags: Flags) {
  const { environment } = await loadEnvironment(flags.env);
  return {
    environment,
    options: {
      seed: flags.seed,
      tasks: flags.tasks,
      contract: environment.contract,
      logGroups: logGroupsOf(environment),
      incidents: flags.incident.map((name) => ({ name: incidentNamed(name) })),
    },
  };
}

/** Values that stand for the dashboard's variables: all tasks and routes, a minute a bar. */
const VARIABLES = { task: '.*', route: '.*', interval: '1m' } as const;

async function runInsights(text: string, flags: Flags, io: Io): Promise<ExitCode> {
  const { options } = await playedBy(flags);
  const span = spanOf(flags);
  const start = flags.end - flags.hours * 3_600_000;
  const { logs } = simulate({ ...options, start, end: flags.end });
  const logGroups = flags.logGroup ?? [options.logGroups.app];
  const unknown = logGroups.find((name) => !logs.logGroups.includes(name));
  if (unknown !== undefined)
    throw new UserError(`the simulated app has no log group "${unknown}".`, {
      exitCode: ExitCode.Usage,
      details: [`It has: ${logs.logGroups.join(', ')}.`],
    });
  // A query that names its log groups itself reads those.
  const named = flags.logGroup === undefined && /^\s*source\b/i.test(text);
  return runInsightsQuery(
    {
      text,
      logStore: logs,
      ...(named ? {} : { logGroups }),
      from: span.from ?? start,
      to: span.to,
      variables: VARIABLES,
      json: flags.json === true,
    },
    io,
  );
}

async function runPromql(text: string, flags: Flags): Promise<QueryOutput> {
  const { environment, options } = await playedBy(flags);
  const span = spanOf(flags);
  let app: SimulatedApp | undefined;
  try {
    return await runPromqlQuery(text, {
      ...span,
      client: async () => {
        app = await startSimulatedApp({ ...options, now: flags.end, hours: flags.hours });
        return prometheusClient(app.prometheusUrl);
      },
      catalogue: catalogueOf(metricCatalogue(environment.contract)),
      variables: VARIABLES,
    });
  } finally {
    await app?.stop();
  }
}

function spanOf({ from, to, end }: Flags): { from?: number; to: number } {
  const until = to === undefined ? end : momentOf(to, end);
  if (from === undefined) return { to: until };
  const since = momentOf(from, end);
  if (since >= until)
    throw new UserError('--from must lie before --to.', { exitCode: ExitCode.Usage });
  return { from: since, to: until };
}

/** What most often explains an empty answer. */
const NO_DATA =
  'The newest samples are up to 75 s old (the collector sends every 60 s): try --to now-2m, or a window of 5m.\n';

function show(query: string, output: QueryOutput, { json }: Flags, io: Io): ExitCode {
  if (json === true) io.out(`${JSON.stringify(output, null, 2)}\n`);
  else {
    io.err(diagnosticsText(query, output));
    if (output.ok) io.out(queryTable(output));
    if (output.ok && output.rows.length === 0) io.err(NO_DATA);
  }
  return output.ok ? ExitCode.Success : ExitCode.Usage;
}
