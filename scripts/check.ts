import { checkFiles, repairFiles } from './lib/check/dashboard-files.ts';
import { checkOwn, repairOwn, type OwnContent } from './lib/check/own-content.ts';
import { checkQueryLines } from './lib/check/query-lines.ts';
import { refuseSharedStdout, writeReports, type ReportTargets } from './lib/check/write-reports.ts';
import { writeRepairs } from './lib/check/write-repairs.ts';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { grafanaVersion } from './lib/cli/grafana-version.ts';
import { loadEnvironment } from './environment.ts';
import type { NamedEnvironment } from './lib/config/load.ts';
import { catalogueOf } from './lib/queries/promql/catalogue.ts';
import { emptyCoverage } from './lib/rules/check-dashboard.ts';
import { bySeverity } from './lib/rules/finding.ts';
import { applySettings } from './lib/rules/levels.ts';
import { allCodes, rules } from './lib/rules/registry.ts';
import { metricCatalogue } from '../telemetry/metrics.ts';
import type { LocatedFinding } from './lib/rules/raw-finding.ts';

interface Flags extends ReportTargets {
  readonly env: string;
  readonly grafana: string;
  readonly queries?: string;
  readonly dashboards?: readonly string[];
  readonly fix?: true;
  readonly yes?: true;
  readonly strict?: true;
}

export default defineCommand<Flags>({
  name: 'check',
  summary: 'Find what is wrong in dashboards and queries, offline.',
  examples: [
    ['npm run check', "this repository's dashboards and alert rules"],
    ['npm run check -- --sarif findings.sarif', 'for code scanning in a pull request'],
    ['npm run check -- --dashboards board.json folder/', 'any dashboard JSON, of any data source'],
    [
      'npm run check -- --queries queries.jsonl',
      'lines {"language": "promql", "query": "…"} from anywhere',
    ],
    ['npm run check -- --fix', 'repair what can be repaired safely, shown as a diff'],
    ['npm run check -- --fix --dashboards board.json', 'the same in a dashboard file'],
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment whose levels and exceptions apply', 'local')
      .option(
        '--grafana <version>',
        'version of the workspace that the dashboards are for',
        grafanaVersion,
        '12.4',
      )
      .option('--json [file]', 'findings as JSON ("-" or nothing: stdout)')
      .option('--sarif [file]', 'findings as SARIF 2.1.0 ("-" or nothing: stdout)')
      .option('--junit [file]', 'findings as JUnit XML ("-" or nothing: stdout)')
      .option('--queries <file>', 'check queries instead, a JSON line each ("-": stdin)')
      .option('--dashboards <files...>', 'check these dashboard files or folders instead')
      .option('--fix', 'repair what can be repaired safely; shown as a diff, a terminal is asked')
      .option('--yes', 'repair without asking')
      .option('--strict', 'fail on warnings, too'),
  run: async (flags, io) => {
    if (flags.queries !== undefined) return checkQueryLines(flags.queries, io);
    refuseSharedStdout(flags);
    const start = performance.now();
    const coverage = emptyCoverage();
    const named = await loadEnvironment(flags.env);
    const { levels, exceptions } = named.environment.check;
    const own = ownContent(named, flags.grafana);
    const { dashboards, strict = false } = flags;
    const yes = flags.yes === true;
    let found: LocatedFinding[] | undefined;
    if (flags.fix && dashboards)
      await writeRepairs(
        await repairFiles(dashboards, (code) => levels[code] === 'off'),
        { yes },
        io,
      );
    else if (flags.fix) {
      const repaired = await repairOwn(own, { levels, exceptions });
      if (await writeRepairs(repaired?.repairs ?? [], { yes }, io))
        found = repaired?.left(coverage);
    }
    found ??= dashboards ? await checkFiles(dashboards, coverage) : await checkOwn(own, coverage);
    // Exceptions are about this repository: other dashboards get the levels alone.
    const settings = { levels, exceptions: dashboards ? [] : exceptions };
    const today = new Date().toISOString().slice(0, 10);
    const findings = applySettings(found, settings, allCodes, today).toSorted(
      (a, b) =>
        bySeverity(a, b) || a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
    );
    const seconds = (performance.now() - start) / 1000;
    writeReports({ findings, coverage, rules, seconds, strict }, flags, io);
    const fails = findings.some(
      ({ severity }) => severity === 'error' || (severity === 'warning' && strict),
    );
    return fails ? ExitCode.Failure : ExitCode.Success;
  },
});

function ownContent({ name, environment }: NamedEnvironment, grafanaVersion: string): OwnContent {
  return {
    root: process.cwd(),
    file: 'scripts/content.ts',
    folders: ['alerts', 'dashboards', 'telemetry', 'datasources'],
    load: async () => (await import('./content.ts')).content,
    context: { environmentName: name, environment, grafanaVersion },
    catalogue: catalogueOf(
      metricCatalogue(environment.contract).map((metric) => ({
        ...metric,
        optional: metric.configuration !== 'bundled' || metric.until !== undefined,
      })),
    ),
  };
}
