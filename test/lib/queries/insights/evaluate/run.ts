import {
  evaluate,
  type EvaluateOptions,
} from '../../../../../scripts/lib/queries/insights/evaluate/evaluate.ts';
import type { QueryResult } from '../../../../../scripts/lib/queries/insights/evaluate/query-result.ts';
import type { LogEvent } from '../../../../../scripts/lib/queries/log-event.ts';

/** 2026-11-20 09:00 UTC, a Friday. */
export const NINE = Date.UTC(2026, 10, 20, 9);

/** Events a second apart from nine o'clock on; an object is written as JSON. */
export const events = (...messages: readonly (string | object)[]): LogEvent[] =>
  messages.map((message, index) => ({
    timestamp: NINE + index * 1000,
    ingestionTime: NINE + index * 1000 + 250,
    message: typeof message === 'string' ? message : JSON.stringify(message),
    logStream: 'todo/app/1',
    logGroup: '/ecs/todo',
  }));

export const OPTIONS: EvaluateOptions = {
  start: NINE - 3_600_000,
  end: NINE + 3_600_000,
  now: NINE + 1500,
};

export const run = (
  query: string,
  log: readonly LogEvent[],
  options: Partial<EvaluateOptions> = {},
): QueryResult => evaluate(query, log, { ...OPTIONS, ...options });

/** Rows as objects, without `@ptr`. */
export const rows = (
  query: string,
  log: readonly LogEvent[],
  options: Partial<EvaluateOptions> = {},
): Record<string, string>[] =>
  run(query, log, options).results.map((row) =>
    Object.fromEntries(
      row.filter(({ field }) => field !== '@ptr').map(({ field, value }) => [field, value]),
    ),
  );

/** What an expression is for an event; undefined for null. */
export const valueOf = (expression: string, message: string | object = '{}'): string | undefined =>
  rows(`fields ${expression} as value | display value`, events(message))[0]?.['value'];
