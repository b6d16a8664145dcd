import { metricCatalogue } from '../telemetry/metrics.ts';
import { incidentNamed, simulationFlags, type SimulationFlags } from '../telemetry/flags.ts';
import { logGroupsOf } from '../telemetry/simulate/options.ts';
import { startSimulatedApp, type SimulatedApp } from '../telemetry/simulated-app.ts';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import type { Io } from './lib/cli/io.ts';
import { momentOf } from './lib/queries/moment.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './lib/config/load.ts';
import { prometheusClient } from './lib/prometheus/client.ts';
import { runPromqlQuery } from './lib/prometheus/query-promql.ts';
import { catalogueOf } from './lib/queries/promql/catalogue.ts';
import type { QueryOutput } from './lib/queries/query-output.ts';
import { diagnosticsText, queryTable } from './lib/report/query-table.ts';

interface Flags extends SimulationFlags {
  readonly promql?: string;
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
  ],
  flags: (command) =>
    simulationFlags(command)
      .option('--promql <query>', 'a PromQL query')
      .option('--from <time>', 'now-30m, or ISO 8601; without it one moment is asked for')
      .option('--to <time>', 'the same; now (the end of simulated time) where absent')
      .option('--json', 'for programs'),
  run: async (flags, io) => {
    const { promql } = flags;
    if (promql === undefined)
      throw new UserError('what should be asked?', {
        exitCode: ExitCode.Usage,
        suggestions: ["npm run query -- --promql 'up'"],
      });
    const output = await runPromql(promql, flags);
    return show(promql, output, flags.json === true, io);
  },
});

async function runPromql(text: string, flags: Flags): Promise<QueryOutput> {
  const { environment } = await loadEnvironment(flags.env);
  const incidents = flags.incident.map((name) => ({ name: incidentNamed(name) }));
  const span = spanOf(flags);
  let app: SimulatedApp | undefined;
  try {
    return await runPromqlQuery(text, {
      ...span,
      client: async () => {
        app = await startSimulatedApp({
          seed: flags.seed,
          now: flags.end,
          hours: flags.hours,
          tasks: flags.tasks,
          contract: environment.contract,
          logGroups: logGroupsOf(environment),
          incidents,
        });
        return prometheusClient(app.prometheusUrl);
      },
      catalogue: catalogueOf(metricCatalogue(environment.contract)),
      variables: { task: '.*', interval: '1m' },
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

function show(query: string, output: QueryOutput, json: boolean, io: Io): ExitCode {
  if (json) io.out(`${JSON.stringify(output, null, 2)}\n`);
  else {
    io.err(diagnosticsText(query, output));
    if (output.ok) io.out(queryTable(output));
    if (output.ok && output.rows.length === 0) io.err(NO_DATA);
  }
  return output.ok ? ExitCode.Success : ExitCode.Usage;
}
