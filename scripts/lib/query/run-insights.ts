import { ExitCode } from '../cli/exit-code.ts';
import type { Io } from '../cli/io.ts';
import { diagnosticsText, queryTable } from '../report/query-table.ts';
import type { LogStore } from '../queries/log-event.ts';
import type { QueryOutput } from '../queries/query-output.ts';
import type { SourceCommand } from '../queries/insights/ast.ts';
import { check } from '../queries/insights/checker.ts';
import { MalformedQuery, NotEvaluatedHere } from '../queries/insights/evaluate/errors.ts';
import { evaluate } from '../queries/insights/evaluate/evaluate.ts';
import type { QueryResult } from '../queries/insights/evaluate/query-result.ts';
import { explanationLines } from '../queries/insights/explain.ts';
import { replaceVariables, variablesIn } from '../queries/insights/grafana.ts';
import { parse } from '../queries/insights/parser.ts';

export interface InsightsRun {
  readonly text: string;
  readonly logStore: LogStore;
  /** Those to read; all of the store's when absent. */
  readonly logGroups?: readonly string[];
  /** Epoch milliseconds; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** Values of Grafana's variables, put in before the query runs. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly json: boolean;
}

/**
 * Checks a Logs Insights query, says in words what each command does, runs it on a store of log events and shows the rows:
 * the Insights half of `npm run query`. A query with an error is not run.
 */
export function runInsightsQuery(run: InsightsRun, io: Io): ExitCode {
  const output = insightsOutput(run);
  if (run.json) io.out(`${JSON.stringify(output, null, 2)}\n`);
  else {
    io.err(diagnosticsText(run.text, output));
    if (output.ok) io.out(textOf(run.text, output));
  }
  return output.ok ? ExitCode.Success : ExitCode.Usage;
}

/** The same as data: what `--json` writes. */
export function insightsOutput(run: InsightsRun): QueryOutput {
  const { text, logStore, from, to, variables } = run;
  const diagnostics: QueryOutput['diagnostics'] = check(text, {
    dialect: variables !== undefined && variablesIn(text).length > 0 ? 'grafana' : 'aws',
  }).map((found) => ({ ...found }));
  const nothing = { schemaVersion: 1 as const, columns: [], rows: [] };
  if (diagnostics.some(({ severity }) => severity === 'error'))
    return { ...nothing, ok: false, diagnostics };
  try {
    const source = parse(text).query.commands.find((command) => command.kind === 'source');
    const logGroups = run.logGroups ?? (source ? groupsOf(source, logStore) : logStore.logGroups);
    const result = evaluate(
      replaceVariables(text, variables ?? {}),
      logStore.events(logGroups, from, to),
      {
        start: from,
        end: to,
        now: to,
        accountId: logStore.accountId,
        logGroups: logGroups.length,
        read: (source, start, end) =>
          logStore.events(source ? groupsOf(source, logStore) : logGroups, start, end),
      },
    );
    return { ...nothing, ok: true, diagnostics, ...tableOf(result) };
  } catch (error) {
    return { ...nothing, ok: false, diagnostics: [...diagnostics, refusal(error, text)] };
  }
}

/** The log groups that SOURCE names, or whose names begin with one of its prefixes. CWL_QuerySyntax-Source.html */
function groupsOf(source: SourceCommand, { logGroups }: LogStore): readonly string[] {
  const chosen = source.selectors.flatMap((selector) => {
    if (selector.kind === 'source-group') {
      const name = selector.name.replace(/^arn:.*:log-group:/, '').replace(/:\*?$/, '');
      if (!logGroups.includes(name))
        throw new NotEvaluatedHere(name, `the log groups here are ${logGroups.join(', ')}`);
      return [name];
    }
    const prefixes = selector.arguments.find(({ name }) => name.toLowerCase() === 'nameprefix');
    return logGroups.filter(
      (name) => prefixes === undefined || prefixes.values.some((prefix) => name.startsWith(prefix)),
    );
  });
  return [...new Set(chosen)];
}

function refusal(error: unknown, text: string): QueryOutput['diagnostics'][number] {
  if (error instanceof NotEvaluatedHere) {
    const from = Math.max(0, text.toLowerCase().indexOf(error.what.toLowerCase()));
    return {
      code: 'insights/not-evaluated',
      severity: 'error',
      message: error.message,
      from,
      to: Math.min(text.length, from + error.what.length),
    };
  }
  if (error instanceof MalformedQuery) {
    const { from, to } = error.span ?? { from: 0, to: text.length };
    return { code: 'insights/syntax', severity: 'error', message: error.message, from, to };
  }
  throw error;
}

/** Rows as GetQueryResults gives them leave out what is null: a column is every name that came up, in the order of its first. */
function tableOf({
  results,
  statistics,
}: QueryResult): Pick<QueryOutput, 'columns' | 'rows' | 'statistics'> {
  const columns = new Map<string, number>();
  for (const row of results)
    for (const { field } of row)
      if (field !== '@ptr' && !columns.has(field)) columns.set(field, columns.size);
  const rows = results.map((row) => {
    const cells: (string | number | null)[] = Array.from({ length: columns.size }, () => null);
    for (const { field, value } of row) {
      const index = columns.get(field);
      if (index !== undefined) cells[index] = value;
    }
    return cells;
  });
  const { recordsMatched, recordsScanned, bytesScanned } = statistics;
  return {
    columns: [...columns.keys()],
    rows,
    statistics: { recordsMatched, recordsScanned, bytesScanned },
  };
}

/** The steps, the rows with numbers to the right, and what it would have cost. */
function textOf(text: string, output: QueryOutput): string {
  const { statistics } = output;
  const steps = explanationLines(text).join('\n');
  return `${steps}\n\n${queryTable(withNumbers(output))}${statistics ? `  ${costOf(statistics)}\n` : ''}`;
}

/** CloudWatch gives text for everything; a column of numbers is easier to read as numbers. */
function withNumbers(output: QueryOutput): QueryOutput {
  const numeric = output.columns.map((_, index) =>
    output.rows.every((row) =>
      /^(?:-?\d{1,15}(?:\.\d+)?(?:E-?\d+)?)?$/.test(String(row[index] ?? '')),
    ),
  );
  const rows = output.rows.map((row) =>
    row.map((cell, index) => (numeric[index] && cell !== null ? Number(cell) : cell)),
  );
  return { ...output, rows };
}

/** USD a gigabyte in us-east-1: https://aws.amazon.com/cloudwatch/pricing/ */
const PRICE = 0.005;

function costOf({
  recordsScanned,
  recordsMatched,
  bytesScanned,
}: NonNullable<QueryOutput['statistics']>): string {
  const count = (n: number): string => n.toLocaleString('en-US');
  const megabytes = bytesScanned / 1e6;
  const size =
    megabytes < 1 ? `${(bytesScanned / 1e3).toFixed(1)} kB` : `${megabytes.toFixed(1)} MB`;
  const price = (bytesScanned / 1e9) * PRICE;
  const cost = price < 0.00001 ? 'less than 0.00001 USD' : `about ${price.toFixed(5)} USD`;
  return `${count(recordsScanned)} records scanned, ${count(recordsMatched)} matched, ${size}  (on AWS ${cost})`;
}
