import type { Answer, Span } from './outcome.ts';
import type { ScanBudget } from './scan-budget.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Runs a log query if it surely fits into the budget. The first query over some groups is run over samples of the span
 * before that, from a second to minutes spread over the whole: they tell what the span can hold. `run` counts what it has
 * scanned, and stops a query that gets more than is left.
 */
export async function withinBudget(
  budget: ScanBudget,
  logGroups: readonly string[],
  span: Span,
  run: (span: Span) => Promise<Answer>,
): Promise<Answer> {
  if (budget.left > 0 && budget.partsSeen(logGroups) === 0)
    for (const sample of samplesOf(span)) {
      if ((budget.most(logGroups, sample) ?? 0) > budget.left) break;
      const trial = await run(sample);
      if (trial.status === 'failed' || trial.status === 'not-run') return trial;
      if (trial.bytesScanned === undefined)
        return {
          status: 'not-run',
          reason: 'Nobody says how much the query scans: no budget can be kept (--max-scan).',
        };
    }
  const most = budget.most(logGroups, span);
  if (most !== undefined && most <= budget.left && budget.left > 0) return run(span);
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  return {
    status: 'not-run',
    reason: `It may scan ${most === undefined ? 'anything' : `${megabytes(most)} MB`}, ${megabytes(budget.left)} MB are left (--max-scan).`,
  };
}

/** The newest second, then five minutes spread evenly: nights, peaks and an incident at the end weigh alike. */
function samplesOf({ from, to }: Span): Span[] {
  const last = to - MINUTE;
  if (last <= from) return [{ from: Math.max(from, to - SECOND), to }];
  const minutes = [4, 3, 2, 1, 0].map((fifth) => {
    const start = Math.round(from + ((last - from) * fifth) / 4);
    return { from: start, to: start + MINUTE };
  });
  return [{ from: to - SECOND, to }, ...minutes];
}
