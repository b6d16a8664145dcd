import pc from 'picocolors';
import { escapeTerminal } from './escape.ts';
import type { Severity } from '../queries/diagnostic.ts';
import type { LocatedFinding } from '../rules/raw-finding.ts';
import type { Coverage } from '../rules/check-dashboard.ts';
import type { Reportable } from './reportable.ts';

export interface TerminalOptions {
  readonly color: boolean;
  readonly columns: number;
}

/** A finding as a person reads it: where, the query with the place marked, what is wrong, what to do. */
export function findingLines(
  finding: LocatedFinding,
  { color, columns }: TerminalOptions,
): string[] {
  const colors = pc.createColors(color);
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[finding.severity];
  const { code, severity, file, line, column, panel, uid, message, fix, excerpt } = finding;
  const place = `${file}:${line}:${column}`;
  const subject = panel ?? uid;
  const head = [
    paint(severity.padEnd(7)),
    colors.bold(code),
    ` ${escapeTerminal(place)}`,
    ...(subject === undefined ? [] : [` ${escapeTerminal(subject)}`]),
  ].join(' ');
  const shown = excerpt ? excerptLines(excerpt, columns - 2) : undefined;
  return [
    head,
    ...(shown ? [`  ${shown.text}`, `  ${paint(shown.marks)}`] : []),
    ...wrapped(escapeTerminal(message), columns - 2).map((text) => `  ${text}`),
    ...(fix === undefined ? [] : [`  ${colors.dim('fix:')}  ${escapeTerminal(fix)}`]),
  ];
}

/** Findings for a person to read: one mistake in a shared part of many queries is told once, with how many panels have it. */
export function toldOnce(findings: readonly LocatedFinding[]): LocatedFinding[] {
  const groups = new Map<string, LocatedFinding[]>();
  for (const finding of findings) {
    const { code, file, line, column, message, panel } = finding;
    // Without a panel of its own the place says little.
    const key = JSON.stringify([
      code,
      file,
      line,
      column,
      message,
      panel === undefined && groups.size,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    const panels = new Set(
      others.map(({ panel }) => panel).filter((panel) => panel !== first?.panel),
    );
    if (!first || panels.size === 0) return first ? [first] : [];
    const more = panels.size === 1 ? 'another panel' : `${panels.size} other panels`;
    return [{ ...first, panel: `${first.panel ?? ''} and ${more}` }];
  });
}

/** The line of a query that a finding is about, cut to the width around the marked place. */
export function excerptLines(
  { text, from, to }: { text: string; from: number; to: number },
  width: number,
): { text: string; marks: string } {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', from);
  const line = text.slice(start, end === -1 ? text.length : end);
  const room = Math.max(20, width - 2);
  const column = from - start;
  // Some of what stands before the place helps to find it.
  const first =
    line.length <= room || column < room / 2
      ? 0
      : Math.min(column - Math.floor(room / 3), line.length - room);
  const cut = line.slice(first, first + room);
  const before = `${first > 0 ? '…' : ''}${escapeTerminal(cut.slice(0, column - first))}`;
  const length = Math.max(1, Math.min(to, start + line.length) - from);
  const marked = escapeTerminal(cut.slice(column - first, column - first + length));
  const rest = escapeTerminal(cut.slice(column - first + length));
  const more = first + room < line.length ? '…' : '';
  return {
    text: `${before}${marked}${rest}${more}`,
    marks: `${' '.repeat(before.length)}${'^'.repeat(Math.max(1, marked.length))}`,
  };
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > Math.max(40, width)) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** `2 errors, 0 warnings in 31 panels and 47 queries (0.4 s)`, and what was passed over. */
export function summaryLines(
  findings: readonly { readonly severity: Severity }[],
  coverage: Coverage,
  seconds: number,
): string[] {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const counted = (number: number, word: string): string =>
    `${number.toLocaleString('en')} ${word}${number === 1 ? '' : word.endsWith('y') ? '' : 's'}`;
  const infos = count('info');
  const counts = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    ...(infos > 0 ? [counted(infos, 'note')] : []),
  ].join(', ');
  const dashboards =
    coverage.dashboards === 1 ? '' : `${counted(coverage.dashboards, 'dashboard')}, `;
  const queries =
    coverage.queries === 1 ? '1 query' : `${coverage.queries.toLocaleString('en')} queries`;
  const passed = [...coverage.passedOver].toSorted((a, b) => b[1] - a[1]);
  const total = passed.reduce((sum, [, number]) => sum + number, 0);
  return [
    `${counts} in ${dashboards}${counted(coverage.panels, 'panel')} and ${queries} (${seconds.toFixed(1)} s)`,
    ...(total === 0
      ? []
      : [
          `${total === 1 ? '1 query' : `${total.toLocaleString('en')} queries`} of other data sources passed over: ${passed
            .map(([type, number]) => `${escapeTerminal(type)} ${number}`)
            .join(', ')}`,
        ]),
  ];
}

/** A finding for SARIF, JUnit and annotations. */
export function reportableOf(finding: LocatedFinding): Reportable {
  const { code, severity, message, file, line, column, uid, panel, fix } = finding;
  const subject = [uid, panel].filter((part) => part !== undefined).join(' › ');
  return {
    code,
    severity,
    message,
    location: { file, line, column },
    ...(subject !== '' && { subject }),
    ...(fix !== undefined && { fix }),
  };
}
