import type { QueryAnswer } from '../../../scripts/lib/queries/frame.ts';
import type { QueryRequest } from './request.ts';

/** The answer to one target, in the form of `POST /api/ds/query`. */
export type TargetAnswer = Partial<QueryAnswer>;
export type QueryAnswers = Readonly<Record<string, TargetAnswer>>;

/** Grafana's HTTP API as far as a page needs it: a server's, answers recorded beforehand, or made from the code. */
export interface Api {
  query(request: QueryRequest, signal?: AbortSignal): Promise<QueryAnswers>;
  /** JSON of a path such as `/api/search?tag=x`; undefined when there is no such thing. */
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  /** Prometheus' label endpoint under Grafana's resource path is answered; otherwise labels are asked for by a query. */
  readonly answersLabels?: boolean;
}

/** What a static page carries instead of a server. */
export interface Recording {
  /** By `exactRecordingKey` where that is kept, else by `recordingKey`. */
  readonly answers: Readonly<Record<string, TargetAnswer>>;
  /** By path; a path whose query differs is looked up without it. */
  readonly paths: Readonly<Record<string, unknown>>;
}
