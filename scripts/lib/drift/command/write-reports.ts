import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ExitCode } from '../../cli/exit-code.ts';
import type { Io } from '../../cli/io.ts';
import { makeFolder } from '../../cli/make-folder.ts';
import { UserError } from '../../cli/user-error.ts';
import { driftMarkdown } from '../../report/drift-markdown.ts';
import { DRIFT_RULES, driftReportables } from '../../report/drift-reportables.ts';
import { driftTerminal } from '../../report/drift-terminal.ts';
import { junitXml } from '../../report/junit.ts';
import { sarifLog } from '../../report/sarif.ts';
import type { DriftReport } from '../report.ts';

/** Where each form of the report goes: a file, `-` for stdout, or nowhere. */
export interface ReportFiles {
  readonly json?: string;
  readonly markdown?: string;
  readonly junit?: string;
  readonly sarif?: string;
}

type Format = keyof ReportFiles;

const FORMATS: Readonly<Record<Format, (report: DriftReport) => string>> = {
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
  markdown: driftMarkdown,
  junit: (report) => {
    const clean = report.checked - report.drifts.length - report.unchecked.length;
    return junitXml(driftReportables(report), {
      suite: 'drift',
      subjects: [`${report.environment}: ${clean} of ${report.checked} resources in sync`],
    });
  },
  sarif: (report) =>
    `${JSON.stringify(sarifLog(driftReportables(report), { tool: 'drift', rules: DRIFT_RULES, category: `drift/${report.environment}` }), undefined, 2)}\n`,
};
const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name);

/** @throws UserError (exit 2) when two forms are to go to stdout, where nobody could tell them apart. */
export function verifyReportFiles(files: ReportFiles): void {
  const onStdout = Object.entries(files).filter(([, file]) => file === '-');
  if (onStdout.length > 1)
    throw new UserError(
      `only one report can go to stdout: ${onStdout.map(([name]) => `--${name} -`).join(', ')}.`,
      { exitCode: ExitCode.Usage },
    );
}

/**
 * Writes the report in every form that was asked for, and for the person at the terminal. A file that cannot be written
 * does not keep the others from being written.
 * @returns one sentence for each that could not
 */
export async function writeReports(
  report: DriftReport,
  files: ReportFiles,
  io: Pick<Io, 'out' | 'err' | 'color' | 'columns'>,
): Promise<string[]> {
  const failures: string[] = [];
  let stdoutIsTaken = false;
  for (const [format, file] of Object.entries(files)) {
    if (!isFormat(format) || typeof file !== 'string') continue;
    const text = FORMATS[format](report);
    if (file === '-') {
      io.out(text);
      stdoutIsTaken = true;
      continue;
    }
    try {
      makeFolder(path.dirname(path.resolve(file)));
      await writeFile(file, text);
    } catch (error) {
      failures.push(
        `the ${format} report could not be written to ${file} (${error instanceof Error && 'code' in error ? String(error.code) : String(error)})`,
      );
    }
  }
  (stdoutIsTaken ? io.err : io.out)(driftTerminal(report, io));
  return failures;
}
