import { writeFileSync } from 'node:fs';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './lib/config/load.ts';
import { durationSeconds } from './lib/queries/promql/literals.ts';
import { verifyLines } from './lib/report/verify.ts';
import { textAt } from './lib/rules/model/json.ts';
import { awsTarget } from './lib/verify/aws-target.ts';
import { namesIn } from './lib/verify/ask-promql.ts';
import {
  VERIFY_SCHEMA_VERSION,
  type Outcome,
  type Span,
  type VerifyReport,
} from './lib/verify/outcome.ts';
import { costOf, PRICES } from './lib/verify/prices.ts';
import { questionsOf } from './lib/verify/question.ts';
import { runVerify } from './lib/verify/run-verify.ts';
import { parseBytes, ScanBudget } from './lib/verify/scan-budget.ts';
import { withTarget } from './lib/verify/open-target.ts';
import type { VerifyTarget } from './lib/verify/target.ts';
import { content } from './content.ts';
import { metricCatalogue } from '../telemetry/metrics.ts';
import type { Io } from './lib/cli/io.ts';
import type { AmpClient } from './lib/verify/amp-client.ts';
import type { Resource } from './lib/state/resource.ts';

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
    const hours = hoursOf(flags.hours, isSimulated(named.environment.grafana) ? 1 : 24);
    const to = Date.now();
    const span: Span = { from: to - hours * HOUR, to };
    const work = async (target: VerifyTarget): Promise<ExitCode> => {
      const resources = content.resources({
        environmentName: named.name,
        environment: named.environment,
        grafanaVersion: target.grafanaVersion,
      });
      const report = await verify({ target, resources, span, hours, only: flags.only, io, named });
      return show(report, flags, io);
    };
    return isSimulated(named.environment.grafana)
      ? withSimulatedApp({ ...named, budget, span, hours, signal: io.signal }, work)
      : withTarget({ ...named, project: content.project, io, budget, span }, work);
  },
});

/** GRAFANA_URL names another Grafana than the local one. */
const isSimulated = (grafana: string): boolean =>
  grafana === 'local' && !process.env['GRAFANA_URL'];

interface Simulated {
  readonly environment: Work['named']['environment'];
  readonly budget: ScanBudget;
  readonly span: Span;
  readonly hours: number;
  readonly signal: AbortSignal;
}

/** The simulated app with a Prometheus, behind AWS's two APIs on one port: what the tests verify against, too. */
async function withSimulatedApp<Result>(
  { environment, budget, span, hours, signal }: Simulated,
  work: (target: VerifyTarget) => Promise<Result>,
): Promise<Result> {
  const [{ startSimulatedApp }, { logGroupsOf }, { startLocalWorkspace }, { ampApi }, logs] =
    await Promise.all([
      import('../telemetry/simulated-app.ts'),
      import('../telemetry/simulate/options.ts'),
      import('./lib/local/start.ts'),
      import('./lib/local/amp-api.ts'),
      import('./lib/local/logs-api/logs-api.ts'),
    ]);
  const { LogsService } = await import('./lib/local/logs-api/logs-service.ts');
  const app = await startSimulatedApp({
    seed: 1,
    now: span.to,
    // Rates and burn rates look back beyond the span.
    hours: hours + 1,
    contract: environment.contract,
    logGroups: logGroupsOf(environment),
  });
  const workspace = await startLocalWorkspace({
    mounts: [
      ampApi({ prometheusUrl: app.prometheusUrl, workspaceId: environment.prometheusWorkspaceId }),
      logs.logsApi(
        new LogsService({ store: app.logs, region: environment.region, now: () => span.to }),
      ),
    ],
  });
  try {
    if (hours > 1) await app.complete;
    const aws = await awsTarget({
      environment,
      budget,
      span,
      signal,
      endpoint: workspace.url,
      credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
      pollMs: 20,
    });
    const result = await work({
      ...aws,
      grafanaVersion: workspace.grafana,
      // Nothing is published to it: there is no data source to ask.
      health: () => Promise.resolve([]),
    });
    await aws.close();
    return result;
  } finally {
    await workspace.close();
    await app.stop();
  }
}

interface Work {
  readonly target: VerifyTarget;
  readonly resources: readonly Resource[];
  readonly span: Span;
  readonly hours: number;
  readonly only: string | undefined;
  readonly io: Io;
  readonly named: Awaited<ReturnType<typeof loadEnvironment>>;
}

async function verify({
  target,
  resources,
  span,
  hours,
  only,
  io,
  named,
}: Work): Promise<VerifyReport> {
  const wanted = only?.split(',').map((uid) => uid.trim());
  const all = questionsOf(resources, { spanMs: span.to - span.from });
  const questions = wanted ? all.filter(({ uid }) => wanted.includes(uid)) : all;
  if (questions.length === 0)
    throw new UserError(`there is no query to ask${only === undefined ? '' : ` in ${only}`}.`, {
      exitCode: ExitCode.Usage,
      suggestions: [['npm run build', 'lists the dashboards that there are']],
    });
  const outcomes = await runVerify({
    questions,
    ask: (question) => target.ask(question),
    signal: io.signal,
    onOutcome: (_, done, total) => {
      if (io.interactive) io.err(`\r${done}/${total} queries`);
    },
  });
  if (io.interactive) io.err('\r\u001B[K');
  const missing = target.amp && !io.signal.aborted ? await missingIn(target.amp, span, named) : {};
  const dataSources = io.signal.aborted
    ? []
    : await target.health(
        resources.flatMap(({ kind, uid }) => (kind === 'datasource' ? [uid] : [])),
      );
  return {
    schemaVersion: VERIFY_SCHEMA_VERSION,
    environment: named.name,
    checkedAt: new Date(span.to).toISOString(),
    hours,
    queries: outcomes,
    ...missing,
    dataSources,
    cost: costs(outcomes, resources),
  };
}

/** What the catalogue promises of the bundled collector, and the store does not have. */
async function missingIn(
  amp: AmpClient,
  span: Span,
  { environment }: Work['named'],
): Promise<Pick<VerifyReport, 'missingMetrics' | 'missingLabels'>> {
  const [metrics, labels] = await Promise.all([
    namesIn(amp, 'metrics', span),
    namesIn(amp, 'labels', span),
  ]);
  const expected = metricCatalogue(environment.contract).filter(
    ({ configuration, until }) => configuration === 'bundled' && until === undefined,
  );
  const found = expected.filter(({ name }) => metrics.has(name));
  return {
    missingMetrics: expected.map(({ name }) => name).filter((name) => !metrics.has(name)),
    missingLabels: [...new Set(found.flatMap((metric) => metric.labels))].filter(
      (label) => !labels.has(label),
    ),
  };
}

/** A day of one browser: each dashboard as often as it refreshes, or once. */
function costs(outcomes: readonly Outcome[], resources: readonly Resource[]): VerifyReport['cost'] {
  const total = (field: 'bytesScanned' | 'samples', uid?: string): number =>
    outcomes
      .filter((outcome) => uid === undefined || outcome.uid === uid)
      .reduce((sum, outcome) => sum + (outcome[field] ?? 0), 0);
  const perDayUsd = resources.reduce((sum, resource) => {
    if (resource.kind !== 'dashboard') return sum;
    const { uid, model } = resource;
    const refresh = durationSeconds(textAt(model, 'refresh'));
    const views = refresh === undefined || refresh <= 0 ? 1 : 86_400 / refresh;
    return sum + views * costOf(total('bytesScanned', uid), total('samples', uid));
  }, 0);
  const [bytesScanned, samples] = [total('bytesScanned'), total('samples')];
  return {
    bytesScanned,
    samples,
    perViewUsd: costOf(bytesScanned, samples),
    perDayUsd,
    priceDate: PRICES.date,
  };
}

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
