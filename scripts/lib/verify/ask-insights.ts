import { setTimeout as wait } from 'node:timers/promises';
import type { LogQueries, LogQuestion } from './log-queries.ts';
import type { Answer, Span } from './outcome.ts';
import type { ScanBudget } from './scan-budget.ts';
import { withinBudget } from './within-budget.ts';

export interface InsightsOptions {
  readonly queries: LogQueries;
  readonly budget: ScanBudget;
  readonly signal: AbortSignal;
  /** Milliseconds between two looks at a running query. */
  readonly pollMs?: number;
}

/**
 * Runs a log query within the budget. One that gets more than is left is stopped on AWS, as is one that runs when Ctrl-C
 * comes.
 */
export async function askInsights(
  options: InsightsOptions,
  question: LogQuestion,
  span: Span,
): Promise<Answer> {
  const { logGroups } = question;
  if (logGroups.length === 0) return { status: 'failed', reason: 'The query names no log groups.' };
  return withinBudget(options.budget, logGroups, span, (part) => run(options, question, part));
}

async function run(
  { queries, budget, signal, pollMs = 500 }: InsightsOptions,
  question: LogQuestion,
  span: Span,
): Promise<Answer> {
  const { logGroups } = question;
  let id: string | undefined;
  let bytesScanned: number | undefined;
  const spent = (isWhole: boolean): void =>
    budget.spend(bytesScanned ?? 0, logGroups, span, isWhole);
  const stopped = async (): Promise<void> => {
    if (id !== undefined) {
      await queries.stop(id, question).catch(() => undefined);
      // What it had scanned by then is told after the signal, too.
      const last = await queries
        .look(id, question, new AbortController().signal)
        .catch(() => undefined);
      bytesScanned = Math.max(bytesScanned ?? 0, last?.bytesScanned ?? 0);
    }
    spent(false);
  };
  try {
    id = await queries.start(question, span, signal);
    for (;;) {
      const before = bytesScanned ?? 0;
      const { status, rows, ...state } = await queries.look(id, question, signal);
      bytesScanned = state.bytesScanned ?? bytesScanned;
      const told = bytesScanned !== undefined && { bytesScanned };
      if (status === 'Complete') {
        // Where nobody tells what was scanned, nothing is known of the next query either.
        spent(bytesScanned !== undefined);
        return { status: rows > 0 ? 'answered' : 'empty', rows, ...told };
      }
      if (status !== 'Running' && status !== 'Scheduled') {
        spent(false);
        return { status: 'failed', ...told, reason: `CloudWatch ended the query as ${status}.` };
      }
      // Where nothing is known, as much again until the next look would be too much.
      const now = bytesScanned ?? 0;
      const more = budget.isKnown(logGroups, span) ? 0 : now - before;
      if (now + more > budget.left) {
        await stopped();
        return {
          status: 'not-run',
          bytesScanned: bytesScanned ?? 0,
          reason: 'Stopped: the budget of bytes was used up (--max-scan).',
        };
      }
      await wait(pollMs, undefined, { signal });
    }
  } catch (error) {
    await stopped();
    if (signal.aborted) return { status: 'not-run', reason: 'Stopped by Ctrl-C.' };
    return queries.failure(error, question);
  }
}
