import { messageWithFix, type Reportable } from './reportable.ts';
import type { Severity } from '../queries/diagnostic.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>;

/** Actions shows ten annotations of each level a step and drops the rest silently. */
const SHOWN_PER_LEVEL = 10;

/** Workflow commands that put findings beside the lines of a pull request (GitHub Actions, "Workflow commands"). A line each. */
export function githubAnnotations(findings: readonly Reportable[]): string[] {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  return findings
    .filter(({ severity }) => ++counts[severity] <= SHOWN_PER_LEVEL)
    .map((finding) => {
      const { code, severity, location } = finding;
      const place = location
        ? [
            `file=${property(location.file)}`,
            `line=${location.line}`,
            `col=${location.column}`,
            ...(location.endLine === undefined ? [] : [`endLine=${location.endLine}`]),
            ...(location.endColumn === undefined ? [] : [`endColumn=${location.endColumn}`]),
          ]
        : [];
      const properties = [...place, `title=${property(code)}`].join(',');
      return `::${COMMANDS[severity]} ${properties}::${data(messageWithFix(finding))}`;
    });
}

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
