import type { Evaluation } from '../../queries/insights/evaluate/evaluate.ts';
import type { QueryResult, QueryStatus } from '../../queries/insights/evaluate/query-result.ts';
import type { LogEvent } from '../../queries/log-event.ts';

/** Events between two looks at the clock, and milliseconds after which others get their turn. */
const BATCH = 500;
const TURN_MS = 10;

/** A query that runs bit by bit, so that a long one does not keep the server from answering. */
export interface RunningEvaluation {
  readonly result: () => QueryResult;
  readonly ended: Promise<void>;
  readonly stop: () => void;
  readonly failure: () => string | undefined;
}

/** Runs an evaluation to its end from the next turn of the event loop on. */
export function evaluationSlices(
  evaluation: Evaluation,
  events: Iterable<LogEvent>,
): RunningEvaluation {
  let stopped = false;
  let failure: string | undefined;
  let result: QueryResult | undefined;
  const unfinished = (status: QueryStatus): QueryResult => ({
    status,
    results: [],
    statistics: evaluation.statistics,
  });
  const run = async (): Promise<void> => {
    await turn();
    let since = performance.now();
    let count = 0;
    for (const event of events) {
      if (stopped || !evaluation.push(event)) break;
      if (++count % BATCH !== 0 || performance.now() - since < TURN_MS) continue;
      await turn();
      since = performance.now();
    }
    result ??= evaluation.finish(stopped ? 'Cancelled' : 'Complete');
  };
  const ended = run().catch((error: unknown) => {
    failure = error instanceof Error ? error.message : String(error);
    result = unfinished('Failed');
  });
  return {
    result: () => result ?? unfinished('Running'),
    ended,
    stop: () => (stopped = true),
    failure: () => failure,
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
