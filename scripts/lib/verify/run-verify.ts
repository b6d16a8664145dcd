import type { Answer, Outcome } from './outcome.ts';
import type { Question } from './question.ts';

export interface VerifyRun {
  readonly questions: readonly Question[];
  readonly ask: (question: Question) => Promise<Answer>;
  readonly signal: AbortSignal;
  /** Told after each answer. */
  readonly onOutcome?: (outcome: Outcome, done: number, total: number) => void;
}

/** PromQL queries at once; AMP throttles by samples, not by requests, and a person may be looking at the same time. */
const AT_ONCE = 4;

/**
 * Asks every question. Log queries go one after the other, because each tells what the next one will scan; PromQL runs
 * beside them. After Ctrl-C the rest is `not-run`. Outcomes come in the order of the questions.
 */
export async function runVerify({
  questions,
  ask,
  signal,
  onOutcome,
}: VerifyRun): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const asked = new Map<string, Promise<Answer>>();
  let done = 0;
  const one = async (question: Question, index: number): Promise<void> => {
    const { uid, panel, refId, language, mayBeEmpty } = question;
    const start = performance.now();
    const key = JSON.stringify([
      language,
      question.expression,
      question.logGroups,
      question.dataSourceUid,
    ]);
    const answering = signal.aborted
      ? Promise.resolve<Answer>({ status: 'not-run', reason: 'Stopped by Ctrl-C.' })
      : (asked.get(key) ?? ask(question));
    asked.set(key, answering);
    const answer = await answering.catch((error: unknown): Answer => {
      if (signal.aborted) return { status: 'not-run', reason: 'Stopped by Ctrl-C.' };
      throw error;
    });
    const outcome: Outcome = {
      uid,
      panel,
      refId,
      language,
      mayBeEmpty,
      ms: Math.round(performance.now() - start),
      ...answer,
    };
    outcomes[index] = outcome;
    onOutcome?.(outcome, ++done, questions.length);
  };
  const numbered = questions.map((question, index) => ({ question, index }));
  const promql = numbered.filter(({ question }) => question.language === 'promql');
  const insights = numbered.filter(({ question }) => question.language === 'insights');
  const drain = async (queue: typeof numbered): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await one(next.question, next.index);
  };
  await Promise.all([drain(insights), ...Array.from({ length: AT_ONCE }, () => drain(promql))]);
  return outcomes;
}
