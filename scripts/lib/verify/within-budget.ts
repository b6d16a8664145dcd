import type { Answer, Span } from './outcome.ts';
import type { ScanBudget } from './scan-budget.ts';

const HOUR = 3_600_000;

/**
 * Runs a log query if it fits into the budget. The first query over some groups is run over one hour first: it tells what
 * the whole span will scan. `run` counts what it has scanned.
 */
export async function withinBudget(
  budget: ScanBudget,
  logGroups: readonly string[],
  span: Span,
  run: (span: Span) => Promise<Answer>,
): Promise<Answer> {
  const spanMs = span.to - span.from;
  if (budget.left > 0 && budget.forecast(logGroups, spanMs) === undefined && spanMs > HOUR) {
    const trial = await run({ from: span.to - HOUR, to: span.to });
    if (trial.status === 'failed' || trial.status === 'not-run') return trial;
  }
  const expected = budget.forecast(logGroups, spanMs) ?? 0;
  if (expected <= budget.left && budget.left > 0) return run(span);
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  return {
    status: 'not-run',
    reason: `It would scan about ${megabytes(expected)} MB, ${megabytes(budget.left)} MB are left (--max-scan).`,
  };
}
