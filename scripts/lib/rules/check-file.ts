import { readFileSync, statSync } from 'node:fs';
import { checkDashboard, type Coverage } from './check-dashboard.ts';
import type { QueryChecker } from './check-query.ts';
import { locateInJson } from './locate-in-json.ts';
import { readDashboard } from './model/read-dashboard.ts';
import type { LocatedFinding } from './raw-finding.ts';
import type { RuleInfo } from './rule.ts';

/** A dashboard of this size is none; Grafana's own limit for a request is smaller. */
const MAX_BYTES = 100 * 1024 * 1024;

export const fileRules: readonly RuleInfo[] = [
  {
    code: 'file/json',
    severity: 'error',
    summary: 'A dashboard file is JSON',
    why: 'Nothing in it can be checked, and Grafana cannot import it.',
    bad: '{"panels": [}',
    good: '{"panels": []}',
  },
  {
    code: 'file/no-dashboard',
    severity: 'warning',
    summary: 'A dashboard file holds a dashboard',
    why: 'JSON without panels, rows or elements is something else: nothing in it was checked.',
    bad: '{"name": "todo"}',
    good: '{"title": "To-do", "panels": []}',
  },
];

/**
 * Checks one file of dashboard JSON from anywhere: rules of house style are not applied. Never throws for what is in the file.
 * It reads while nothing else could run: of 1,000 small files, waiting for each one's promise took a third of the time.
 */
export function checkFile(
  file: string,
  checker: QueryChecker,
  coverage: Coverage,
): LocatedFinding[] {
  const { size } = statSync(file);
  if (size > MAX_BYTES)
    return [
      fileFinding(
        'file/json',
        file,
        `The file has ${Math.round(size / 1e6)} MB: too large for a dashboard.`,
      ),
    ];
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return [notJson(file, text, error instanceof Error ? error.message : String(error))];
  }
  const dashboard = readDashboard(json);
  if (!dashboard)
    return [
      fileFinding(
        'file/no-dashboard',
        file,
        'The file holds no dashboard: it has no panels, rows or elements.',
      ),
    ];
  const findings = checkDashboard(dashboard, checker, undefined, coverage);
  return findings.length === 0 ? [] : locateInJson(findings, file, text);
}

function notJson(file: string, text: string, reason: string): LocatedFinding {
  const position = Number(/position (\d+)/.exec(reason)?.[1] ?? 0);
  const before = text.slice(0, position).split('\n');
  // The engine quotes a part of the file, which may be binary.
  const short = reason.replace(/[^\x20-\x7E]/g, '?').slice(0, 120);
  return {
    ...fileFinding('file/json', file, `The file is not JSON: ${short}`),
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}

const fileFinding = (code: string, file: string, message: string): LocatedFinding => ({
  code,
  severity: fileRules.find((rule) => rule.code === code)?.severity ?? 'error',
  message,
  file,
  line: 1,
  column: 1,
});
