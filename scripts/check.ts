import { once } from 'node:events';
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './lib/config/load.ts';
import { findingLines, reportableOf, summaryLines } from './lib/report/findings.ts';
import { githubAnnotations } from './lib/report/github-annotations.ts';
import { junitXml } from './lib/report/junit.ts';
import { sarifLog } from './lib/report/sarif.ts';
import { lineDiff } from './lib/report/text-diff.ts';
import { emptyCoverage, type Coverage } from './lib/rules/check-dashboard.ts';
import { checkFile } from './lib/rules/check-file.ts';
import { answerLine } from './lib/rules/check-queries.ts';
import { QueryChecker } from './lib/rules/check-query.ts';
import { bySeverity, FINDINGS_SCHEMA_VERSION, findingSchema } from './lib/rules/finding.ts';
import { fixesFor } from './lib/rules/fix.ts';
import type { Io } from './lib/cli/io.ts';
import type { LocatedFinding } from './lib/rules/raw-finding.ts';

interface Flags {
  readonly env: string;
  readonly grafana: string;
  readonly json?: string | true;
  readonly sarif?: string | true;
  readonly junit?: string | true;
  readonly queries?: string;
  readonly dashboards?: readonly string[];
  readonly fix?: true;
  readonly strict?: true;
}

/** Content folders in which a query's words are looked for. */
const CONTENT = ['alerts', 'dashboards', 'telemetry', 'datasources'];

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
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment whose levels and exceptions apply', 'local')
      .option('--grafana <version>', 'version of the workspace that the dashboards are for', '12.4')
      .option('--json [file]', 'findings as JSON ("-" or nothing: stdout)')
      .option('--sarif [file]', 'findings as SARIF 2.1.0 ("-" or nothing: stdout)')
      .option('--junit [file]', 'findings as JUnit XML ("-" or nothing: stdout)')
      .option('--queries <file>', 'check queries instead, a JSON line each ("-": stdin)')
      .option('--dashboards <files...>', 'check these dashboard files or folders instead')
      .option('--fix', 'repair what can be repaired safely')
      .option('--strict', 'fail on warnings, too'),
  run: async (flags, io) => {
    if (flags.queries !== undefined) return checkQueries(flags.queries, io);
    refuseSharedStdout(flags);
    const start = performance.now();
    const coverage = emptyCoverage();
    const { name, environment } = await loadEnvironment(flags.env);
    const { applySettings } = await import('./lib/rules/levels.ts');
    const { allCodes, rules } = await import('./lib/rules/registry.ts');
    const found = flags.dashboards
      ? await inFiles(flags.dashboards, coverage)
      : await inContent(name, environment, flags.grafana, coverage);
    // Exceptions are about this repository: other dashboards get the levels alone.
    const settings = flags.dashboards
      ? { levels: environment.check.levels, exceptions: [] }
      : environment.check;
    const today = new Date().toISOString().slice(0, 10);
    const all = applySettings(found, settings, allCodes, today).toSorted(
      (a, b) =>
        bySeverity(a, b) || a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
    );
    const findings = flags.fix ? fix(all, io) : all;
    const seconds = (performance.now() - start) / 1000;

    const reportables = findings.map(reportableOf);
    const toStdout = [
      write(flags.json, () => `${JSON.stringify(jsonReport(findings), null, 2)}\n`, io),
      write(
        flags.sarif,
        () =>
          `${JSON.stringify(sarifLog(reportables, { tool: 'todo-observability check', rules }), null, 2)}\n`,
        io,
      ),
      write(
        flags.junit,
        () => junitXml(reportables, { suite: 'check', strict: flags.strict === true }),
        io,
      ),
    ].includes('stdout');
    const print = toStdout ? io.err : io.out;
    if (!toStdout)
      for (const finding of findings) print(`${findingLines(finding, io).join('\n')}\n\n`);
    print(`${summaryLines(findings, coverage, seconds).join('\n')}\n`);
    if (process.env['GITHUB_ACTIONS'] === 'true')
      for (const line of githubAnnotations(reportables)) print(`${line}\n`);
    const fails = findings.some(
      ({ severity }) => severity === 'error' || (severity === 'warning' && flags.strict === true),
    );
    return fails ? ExitCode.Failure : ExitCode.Success;
  },
});

/** Two reports on one stdout are neither. */
function refuseSharedStdout({ json, sarif, junit }: Flags): void {
  const toStdout = Object.entries({ json, sarif, junit }).filter(
    ([, file]) => file === true || file === '-',
  );
  if (toStdout.length > 1)
    throw new UserError(
      `${toStdout.map(([flag]) => `--${flag}`).join(' and ')} cannot both write to stdout.`,
      {
        exitCode: ExitCode.Usage,
        suggestions: ['npm run check -- --json findings.json --sarif findings.sarif'],
      },
    );
}

async function inContent(
  environmentName: string,
  environment: Awaited<ReturnType<typeof loadEnvironment>>['environment'],
  grafanaVersion: string,
  coverage: Coverage,
): Promise<LocatedFinding[]> {
  const { locateInSource, sourceFiles } = await import('./lib/rules/locate-in-source.ts');
  const imported = await import('./content.ts').catch(async (error: unknown) => {
    // A log query is checked when it is made: the first wrong one ends the reading of the content.
    const { InsightsQueryError } = await import('./lib/queries/insights/builder.ts');
    if (error instanceof InsightsQueryError) return error;
    throw error;
  });
  if (imported instanceof Error) {
    const { text, diagnostics } = imported;
    const raw = diagnostics.map(({ from, to, ...rest }) => ({
      ...rest,
      query: { text, from, to },
    }));
    return locateInSource(raw, sourceFiles(process.cwd(), CONTENT), () => undefined);
  }
  const { content } = imported;
  const { metricCatalogue } = await import('../telemetry/metrics.ts');
  const { catalogueOf } = await import('./lib/queries/promql/catalogue.ts');
  const { checkContent } = await import('./lib/rules/check-content.ts');
  const resources = content.resources({ environmentName, environment, grafanaVersion });
  const catalogue = catalogueOf(
    metricCatalogue(environment.contract).map((metric) => ({
      ...metric,
      optional: metric.configuration !== 'bundled' || metric.until !== undefined,
    })),
  );
  const findings = checkContent({ resources, catalogue, grafanaVersion }, coverage);
  const sources = findings.length > 0 ? sourceFiles(process.cwd(), CONTENT) : [];
  return locateInSource(findings, sources, (uid, panelId) => content.locate(uid, panelId));
}

async function inFiles(names: readonly string[], coverage: Coverage): Promise<LocatedFinding[]> {
  const checker = new QueryChecker();
  const findings: LocatedFinding[] = [];
  for (const file of await jsonFiles(names))
    findings.push(...(await checkFile(file, checker, coverage)));
  return findings;
}

/** The files, and every .json below the folders, that were named. */
async function jsonFiles(names: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) {
    const entry = await stat(name).catch(() => undefined);
    if (!entry) throw new UserError(`there is no file "${name}".`, { exitCode: ExitCode.Usage });
    if (!entry.isDirectory()) files.push(name);
    else
      for (const found of await readdir(name, { recursive: true, withFileTypes: true }))
        if (found.isFile() && found.name.endsWith('.json'))
          files.push(path.join(found.parentPath, found.name));
  }
  return files.map((file) =>
    path.relative(process.cwd(), file).startsWith('..') ? file : path.relative(process.cwd(), file),
  );
}

/** Answers each line; a line that cannot be read is named on stderr, the others are still answered. */
async function checkQueries(file: string, io: Io): Promise<ExitCode> {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  if (file !== '-')
    await once(input, 'open').catch(() => {
      throw new UserError(`the file "${file}" cannot be read.`, { exitCode: ExitCode.Usage });
    });
  let number = 0;
  let failed = false;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const result = answerLine(line);
    if ('answer' in result) {
      io.out(`${JSON.stringify(result.answer)}\n`);
      failed ||= !result.answer.ok;
    } else {
      io.err(`error: ${file}:${number}: ${result.error}.\n`);
      failed = true;
    }
  }
  return failed ? ExitCode.Failure : ExitCode.Success;
}

const jsonReport = (findings: readonly LocatedFinding[]) => ({
  schemaVersion: FINDINGS_SCHEMA_VERSION,
  // The schema leaves out what only the terminal needs.
  findings: findings.map((finding) => findingSchema.parse(finding)),
});

function write(
  target: string | true | undefined,
  text: () => string,
  io: Io,
): 'stdout' | undefined {
  if (target === undefined) return undefined;
  if (target === true || target === '-') {
    io.out(text());
    return 'stdout';
  }
  try {
    writeFileSync(target, text());
    return undefined;
  } catch (error) {
    throw new UserError(
      `"${target}" cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      {
        exitCode: ExitCode.Usage,
        cause: error,
      },
    );
  }
}

/** Applies safe repairs, each shown first; returns what is left. */
function fix(findings: readonly LocatedFinding[], io: Io): LocatedFinding[] {
  const fixes = fixesFor(findings, (file) => readFileSync(file, 'utf8'));
  for (const { file, before, after } of fixes) {
    io.err(`${lineDiff(file, before, after).join('\n')}\n`);
    writeFileSync(file, after);
  }
  const count = fixes.reduce((sum, each) => sum + each.count, 0);
  io.err(
    count === 0
      ? 'Nothing that could be repaired safely.\n'
      : `Repaired ${count} of ${findings.length}. Look at the change before you commit it.\n`,
  );
  const repaired = new Set(
    fixes.flatMap(({ file, after }) =>
      findings.filter(
        (finding) => finding.file === file && finding.edit && !after.includes(finding.edit.before),
      ),
    ),
  );
  return findings.filter((finding) => !repaired.has(finding));
}
