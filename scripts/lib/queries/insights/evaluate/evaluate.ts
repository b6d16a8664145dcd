import type { LogEvent } from '../../log-event.ts';
import { parse } from '../parser.ts';
import { DEFAULT_ROWS, MOST_ROWS } from './commands/order.ts';
import type { QueryContext } from './context.ts';
import { MalformedQuery } from './errors.ts';
import { formatValue } from './format-value.ts';
import { compilePipeline } from './pipeline.ts';
import type { QueryResult, QueryStatistics, QueryStatus, ResultField } from './query-result.ts';
import type { Row } from './row.ts';
import type { Sink } from './sink.ts';
import type { Stage } from './stage.ts';
import { subqueriesIn } from './subquery.ts';

export interface EvaluateOptions extends Pick<QueryContext, 'start' | 'end'> {
  /** When the query was started; the present when absent. Epoch milliseconds. */
  readonly now?: number;
  /** Most rows of the answer; a `limit` in the query may ask for fewer. */
  readonly limit?: number;
  /** Stands in `@log`. */
  readonly accountId?: string;
  /** How many log groups were asked for; 1 when absent. */
  readonly logGroups?: number;
  readonly read?: QueryContext['read'];
  readonly lookupTable?: QueryContext['lookupTable'];
}

/** A query at work: takes events, tells how far it is, gives the result. */
export interface Evaluation {
  /** Events in the order of their time; those outside of the time range are passed over. Returns false when no more are needed. */
  push(event: LogEvent): boolean;
  /** So far. */
  readonly statistics: QueryStatistics;
  /** The result of what was pushed; call once. */
  finish(status?: QueryStatus): QueryResult;
}

/**
 * Runs a Logs Insights query over log events as CloudWatch Logs would, in one pass: memory grows with the groups and the rows of the
 * answer, not with the events. What is not evaluated here is refused by name.
 * Throws MalformedQuery for a query that cannot be read, NotEvaluatedHere for a command whose answer is not documented.
 */
export function evaluate(
  text: string,
  events: Iterable<LogEvent>,
  options: EvaluateOptions,
): QueryResult {
  const evaluation = startEvaluation(text, options);
  for (const event of events) if (!evaluation.push(event)) break;
  return evaluation.finish();
}

/** Compiles a query; for callers that feed it bit by bit. Throws as `evaluate` does. */
export function startEvaluation(text: string, options: EvaluateOptions): Evaluation {
  const { query, diagnostics } = parse(text);
  const mistake = diagnostics.find(({ severity }) => severity === 'error');
  if (mistake !== undefined) throw new MalformedQuery(mistake.message, mistake);
  const { start, end, now = Date.now(), accountId = '123456789012', read, lookupTable } = options;
  const scan = { done: false };
  const context: QueryContext = {
    text,
    start,
    end,
    now,
    accountId,
    scan,
    subqueries: subqueriesIn(() => context),
    ...(read ? { read } : {}),
    ...(lookupTable ? { lookupTable } : {}),
  };
  const pipeline = compilePipeline(query, context);
  const own = query.commands.some(({ kind }) => kind === 'limit') ? MOST_ROWS : DEFAULT_ROWS;
  pipeline.stage.settle(Math.min(options.limit ?? own, MOST_ROWS));
  const results: ResultField[][] = [];
  let recordsMatched = 0;
  let recordsScanned = 0;
  let bytesScanned = 0;
  const sink = pipeline.open(resultSink(pipeline.stage, results), () => recordsMatched++);
  const statistics = (): QueryStatistics => ({
    recordsMatched,
    recordsScanned,
    bytesScanned,
    estimatedRecordsSkipped: 0,
    estimatedBytesSkipped: 0,
    logGroupsScanned: options.logGroups ?? 1,
  });
  return {
    push: (event) => {
      if (event.timestamp < start || event.timestamp >= end) return true;
      recordsScanned++;
      bytesScanned += Buffer.byteLength(event.message);
      sink.push(event);
      return !scan.done;
    },
    get statistics() {
      return statistics();
    },
    finish: (status = 'Complete') => {
      sink.finish();
      return { status, results, statistics: statistics() };
    },
  };
}

/** Writes the rows as GetQueryResults shows them. */
function resultSink(stage: Stage, results: ResultField[][]): Sink {
  const columns = stage.columns
    .filter(({ name }) => name !== '@ptr')
    .map((column) => ({ name: column.name, read: stage.reader(column) }));
  const pointer = stage.reader({ name: '@ptr', path: ['@ptr'] });
  return {
    push: (row: Row) => {
      const fields: ResultField[] = [];
      for (const { name, read } of columns) {
        const value = formatValue(read(row));
        if (value !== null) fields.push({ field: name, value });
      }
      const ptr = row.event === null ? null : formatValue(pointer(row));
      if (ptr !== null) fields.push({ field: '@ptr', value: ptr });
      results.push(fields);
    },
    finish: () => undefined,
  };
}
