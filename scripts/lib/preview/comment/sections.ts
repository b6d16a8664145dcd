import { readFile } from 'node:fs/promises';
import { ExitCode } from '../../cli/exit-code.ts';
import { UserError } from '../../cli/user-error.ts';
import { describeDifference } from '../../plan/diff/describe.ts';
import type { Change, Plan } from '../../plan/plan.ts';
import { escapeMarkdown } from '../../report/escape.ts';
import { count } from '../../text/words.ts';
import { SEVERITIES } from '../../queries/diagnostic.ts';
import { findingsReportSchema, type Finding, type FindingsReport } from '../../rules/finding.ts';

/** A folded part of the comment. */
export interface CommentSection {
  /** Plain text: whoever shows it escapes it. */
  readonly title: string;
  /** Markdown, with all text of people escaped. */
  readonly body: string;
}

/** Lines of a section, and differences of a resource: the rest is counted. */
const MOST_LINES = 50;
const MOST_DIFFERENCES = 5;

/** What a publish would do, as `plan --json` said. */
export function planSection({ environment, changes, summary, orphans = [] }: Plan): CommentSection {
  const edited = changes.filter(({ conflict }) => conflict?.code === 'edited').length;
  const counted = (
    [
      ['create', 'to create'],
      ['update', 'to update'],
      ['move', 'to move'],
      ['delete', 'to delete'],
      ['noop', 'unchanged'],
      ['conflict', summary.conflict === 1 ? 'conflict' : 'conflicts'],
    ] as const
  ).flatMap(([action, words]) => (summary[action] > 0 ? [`${summary[action]} ${words}`] : []));
  const lines = [
    ...changes.filter(({ action }) => action !== 'noop').flatMap(linesOf),
    ...orphans.map(
      ({ kind, title }) => `- ${kind} ${escapeMarkdown(title)}: not in the code any more`,
    ),
  ];
  return {
    title: `Plan against ${environment}: ${counted.join(', ') || 'nothing to do'}; ${edited === 0 ? 'no drift' : `${edited} edited in Grafana`}`,
    body: cut(lines) || 'A publish would write nothing.',
  };
}

/** The change and what it changes. */
function linesOf({ kind, title, action, conflict, reason, diff = [] }: Change): string[] {
  const why = conflict ? `${conflict.code}, not written` : reason;
  return [
    `- **${action}** ${kind} ${escapeMarkdown(title)}${why ? `: ${escapeMarkdown(why)}` : ''}`,
    ...diff.slice(0, MOST_DIFFERENCES).map((difference) => {
      const { sign, where, text } = describeDifference(difference, 100);
      return `  - ${escapeMarkdown(`${sign} ${where}  ${text}`.trim())}`;
    }),
    ...(diff.length > MOST_DIFFERENCES ? [`  - … and ${diff.length - MOST_DIFFERENCES} more`] : []),
  ];
}

/** `checks passed`, or how many errors and warnings `check --json` found. */
export function checksText({ findings }: FindingsReport): string {
  const of = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [of('error'), of('warning')];
  const told = warnings > 0 ? [count(warnings, 'warning')] : [];
  return [errors > 0 ? count(errors, 'error') : 'checks passed', ...told].join(', ');
}

/** What the checks found, worst first; none where they found nothing. */
export function checkSection({ findings }: FindingsReport): CommentSection | undefined {
  if (findings.length === 0) return undefined;
  const lines = SEVERITIES.toReversed().flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(
        ({ code, message, file, line, panel, fix }) =>
          `- **${severity}** ${escapeMarkdown(`${panel === undefined ? '' : `${panel}: `}${message}`)} (${escapeMarkdown(`${code}, ${file}:${line}`)})${fix === undefined ? '' : `: ${escapeMarkdown(fix)}`}`,
      ),
  );
  return { title: `Checks: ${count(findings.length, 'finding')}`, body: cut(lines) };
}

const cut = (lines: readonly string[]): string =>
  [
    ...lines.slice(0, MOST_LINES),
    ...(lines.length > MOST_LINES ? [`- … and ${lines.length - MOST_LINES} lines more`] : []),
  ].join('\n');

/** Reads what `check --json` wrote. @throws UserError (exit 2) when it is nothing of the kind. */
export async function readFindings(file: string): Promise<FindingsReport> {
  const refuse = (fact: string): UserError =>
    new UserError(`${file} ${fact}`, {
      exitCode: ExitCode.Usage,
      suggestions: [[`npm run check -- --json ${file}`, 'makes one']],
    });
  let data: unknown;
  try {
    data = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refuse(error instanceof SyntaxError ? 'is not JSON.' : 'cannot be read.');
  }
  const report = findingsReportSchema.safeParse(data);
  if (report.success) return report.data;
  const [issue] = report.error.issues;
  throw refuse(`has no findings: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`);
}
