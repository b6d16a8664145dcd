import { writeFileSync } from 'node:fs';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { verifyLines } from './lib/report/verify.ts';
import { withTarget } from './lib/verify/open-target.ts';
import { parseBytes, ScanBudget } from './lib/verify/scan-budget.ts';
import { verify } from './lib/verify/verify.ts';
import { content } from './content.ts';
import { metricCatalogue } from '../telemetry/metrics.ts';
import type { Io } from './lib/cli/io.ts';
import type { Span, VerifyReport } from './lib/verify/outcome.ts';
import type { VerifyTarget } from './lib/verify/target.ts';

interface Flags {
  readonly env: string;
  readonly json?: string | true;
  readonly maxScan: string;
  readonly only?: string;
  readonly hours?: string;
}

const HOUR = 3_600_000;

export default defineCommand<Flags>({
  name: 'verify',
  summary: 'Ask AMP and CloudWatch Logs every query of the dashboards; read only.',
  examples: [
    ['npm run verify', 'against the simulated app'],
    [
      'npm run verify -- --env production --max-scan 1GB',
      'with your AWS credentials, within a budget',
    ],
    [
      'npm run verify -- --env production --only todo-app --json verify.json',
      'one dashboard, for programs',
    ],
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment of environments.ts', 'local')
      .option('--json [file]', 'the report as JSON ("-" or nothing: stdout)')
      .option('--max-scan <size>', 'bytes that log queries may scan in all', '1GB')
      .option('--only <uids>', 'these dashboards and alert groups, separated by commas')
      .option('--hours <number>', 'span to look at (default: 24; 1 on the simulated app)'),
  run: async (flags, io) => {
    const budget = new ScanBudget(parseBytes(flags.maxScan));
    const named = await loadEnvironment(flags.env);
    const { environment, name } = named;
    const isSimulated = environment.grafana === 'local' && !process.env['GRAFANA_URL'];
    const to = Date.now();
    const span: Span = { from: to - hoursOf(flags.hours, isSimulated ? 1 : 24) * HOUR, to };
    const work = async (target: VerifyTarget): Promise<ExitCode> => {
      const report = await verify({
        environmentName: name,
        target,
        resources: content.resources({
          environmentName: name,
          environment,
          grafanaVersion: target.grafanaVersion,
        }),
        expected: metricCatalogue(environment.contract).filter(
          ({ configuration, until }) => configuration === 'bundled' && until === undefined,
        ),
        span,
        budget,
        ...(flags.only !== undefined && { only: flags.only.split(',').map((uid) => uid.trim()) }),
        io,
      });
      return show(report, flags, io);
    };
    if (!isSimulated)
      return withTarget({ ...named, project: content.project, io, budget, span }, work);
    const { withSimulatedApp } = await import('./simulated-target.ts');
    return withSimulatedApp({ environment, budget, span, signal: io.signal }, work);
  },
});

function show(report: VerifyReport, { json }: Flags, io: Io): ExitCode {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const toStdout = json === true || json === '-';
  if (toStdout) io.out(text);
  else if (json !== undefined) writeReport(json, text);
  (toStdout ? io.err : io.out)(`${verifyLines(report, io).join('\n')}\n`);
  if (io.signal.aborted) return ExitCode.Cancelled;
  const { queries, dataSources } = report;
  const failed =
    queries.some(({ status }) => status === 'failed') ||
    dataSources.some(({ healthy }) => !healthy);
  return failed ? ExitCode.Failure : ExitCode.Success;
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(`"${file}" cannot be written.`, { exitCode: ExitCode.Usage, cause: error });
  }
}

function hoursOf(value: string | undefined, usual: number): number {
  if (value === undefined) return usual;
  const hours = Number(value);
  if (!(hours > 0 && hours <= 24 * 90))
    throw new UserError(`--hours ${value}: not a number of hours up to 90 days.`, {
      exitCode: ExitCode.Usage,
    });
  return hours;
}
