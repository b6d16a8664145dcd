import { writeFileSync } from 'node:fs';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { findingLines, reportableOf, summaryLines, toldOnce } from '../report/findings.ts';
import { githubAnnotations } from '../report/github-annotations.ts';
import { junitXml } from '../report/junit.ts';
import { sarifLog } from '../report/sarif.ts';
import { FINDINGS_SCHEMA_VERSION, findingSchema } from '../rules/finding.ts';
import type { Io } from '../cli/io.ts';
import type { Coverage } from '../rules/check-dashboard.ts';
import type { LocatedFinding } from '../rules/raw-finding.ts';
import type { RuleInfo } from '../rules/rule.ts';

/** Where a report goes: a file, `true` or "-" for stdout, nowhere. */
type Target = string | true | undefined;
export interface ReportTargets {
  readonly json?: string | true;
  readonly sarif?: string | true;
  readonly junit?: string | true;
}

export interface CheckResult {
  readonly findings: readonly LocatedFinding[];
  readonly coverage: Coverage;
  readonly rules: readonly RuleInfo[];
  readonly seconds: number;
  readonly strict: boolean;
}

/** Two reports on one stdout are neither. @throws UserError */
export function refuseSharedStdout({ json, sarif, junit }: ReportTargets): void {
  const toStdout = Object.entries({ json, sarif, junit }).filter(([, file]) => isStdout(file));
  if (toStdout.length > 1)
    throw new UserError(
      `${toStdout.map(([flag]) => `--${flag}`).join(' and ')} cannot both write to stdout.`,
      {
        exitCode: ExitCode.Usage,
        suggestions: ['npm run check -- --json findings.json --sarif findings.sarif'],
      },
    );
}

/** Writes every report that was asked for, and says on the terminal what was found. @throws UserError for an unwritable file */
export function writeReports(result: CheckResult, targets: ReportTargets, io: Io): void {
  const { findings, coverage, rules, seconds, strict } = result;
  const reportables = findings.map(reportableOf);
  const json = {
    schemaVersion: FINDINGS_SCHEMA_VERSION,
    // The schema leaves out what only the terminal needs.
    findings: findings.map((finding) => findingSchema.parse(finding)),
  };
  write(targets.json, () => `${JSON.stringify(json, null, 2)}\n`, io);
  write(
    targets.sarif,
    () =>
      `${JSON.stringify(sarifLog(reportables, { tool: 'todo-observability check', rules }), null, 2)}\n`,
    io,
  );
  write(targets.junit, () => junitXml(reportables, { suite: 'check', strict }), io);
  const toStdout = [targets.json, targets.sarif, targets.junit].some(isStdout);
  const print = toStdout ? io.err : io.out;
  if (!toStdout)
    for (const finding of toldOnce(findings)) print(`${findingLines(finding, io).join('\n')}\n\n`);
  print(`${summaryLines(findings, coverage, seconds).join('\n')}\n`);
  if (process.env['GITHUB_ACTIONS'] === 'true')
    for (const line of githubAnnotations(toldOnce(findings).map(reportableOf))) print(`${line}\n`);
}

const isStdout = (target: Target): boolean => target === true || target === '-';

function write(target: Target, text: () => string, io: Io): void {
  if (target === undefined) return;
  if (target === true || target === '-') {
    io.out(text());
    return;
  }
  try {
    writeFileSync(target, text());
  } catch (error) {
    throw new UserError(
      `"${target}" cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      { exitCode: ExitCode.Usage, cause: error },
    );
  }
}
