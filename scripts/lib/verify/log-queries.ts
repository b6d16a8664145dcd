import type { Answer, Span } from './outcome.ts';
import type { Question } from './question.ts';

/** A log query as it runs. */
export interface LogQueryState {
  /** As AWS says it: Scheduled, Running, Complete, Failed, Cancelled, Timeout. */
  readonly status: string;
  /** So far; undefined where nobody tells. */
  readonly bytesScanned: number | undefined;
  readonly rows: number;
}

/** The three steps of a log query: of CloudWatch Logs itself, or through a Grafana's data source. */
export interface LogQueries {
  /** @returns the id of the query that runs */
  start(question: LogQuestion, span: Span, signal: AbortSignal): Promise<string>;
  look(id: string, question: LogQuestion, signal: AbortSignal): Promise<LogQueryState>;
  /** It may have ended meanwhile: then there is nothing to stop. */
  stop(id: string, question: LogQuestion): Promise<void>;
  /** What a refusal says of the query. @throws UserError where it is about more than the one query */
  failure(error: unknown, question: LogQuestion): Answer;
}

export type LogQuestion = Pick<
  Question,
  'expression' | 'logGroups' | 'target' | 'refId' | 'dataSourceUid' | 'dataSourceType'
>;
