import type { Query } from './ast.ts';
import { check } from './checker.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { diagnosticLines } from './excerpt.ts';
import { parse } from './parser.ts';
import { isTimeSeries, statsGroupsOf } from './stats-groups.ts';

/** A Logs Insights query that was checked when it was made, and what a Grafana target needs to know of it. */
export interface InsightsQuery {
  /** What the target's `expression` says. */
  readonly text: string;
  /** What the target's `statsGroups` says. */
  readonly statsGroups: readonly string[];
  /** Whether its rows carry a bucket of time: a panel over time or a table. */
  readonly isTimeSeries: boolean;
  readonly query: Query;
  /** Warnings and hints; an error throws. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A query that AWS would refuse, found while the dashboards are built: the message shows the place. */
export class InsightsQueryError extends Error {
  override readonly name = 'InsightsQueryError';
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];

  constructor(text: string, diagnostics: readonly Diagnostic[]) {
    const lines = diagnostics.flatMap((diagnostic) => diagnosticLines(text, diagnostic));
    super(
      `this Logs Insights query does not work:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
    this.text = text;
    this.diagnostics = diagnostics;
  }
}

/**
 * A query as Grafana will send it: `` insights`filter level = "ERROR" | stats count(*) by bin($__interval)` ``.
 * The text is taken raw (a backslash stays one), its indentation is removed, what is interpolated is put in as it is.
 * Throws an InsightsQueryError where the checker finds an error, so that a wrong query fails the build.
 */
export function insights(
  strings: TemplateStringsArray,
  ...values: readonly (string | number)[]
): InsightsQuery {
  return insightsQuery(String.raw({ raw: strings.raw }, ...values));
}

/** The same from a text. */
export function insightsQuery(source: string): InsightsQuery {
  const text = withoutIndentation(source);
  const diagnostics = check(text, { dialect: 'grafana' });
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new InsightsQueryError(text, errors);
  const { query } = parse(text);
  return {
    text,
    statsGroups: statsGroupsOf(query, text),
    isTimeSeries: isTimeSeries(query),
    query,
    diagnostics,
  };
}

/** Without the blank lines around and without the white space that every line begins with. */
function withoutIndentation(source: string): string {
  const lines = source
    .replace(/^[ \t]*\n/, '')
    .trimEnd()
    .split('\n');
  const indents = lines
    .filter((l) => l.trim() !== '')
    .map((l) => /^[ \t]*/.exec(l)?.[0].length ?? 0);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0).trimEnd()).join('\n');
}
