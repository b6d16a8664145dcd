import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { costs } from './cost.ts';
import { missingIn, type ExpectedMetric } from './missing.ts';
import { VERIFY_SCHEMA_VERSION, type Span, type VerifyReport } from './outcome.ts';
import { questionsOf, type Question } from './question.ts';
import { runVerify } from './run-verify.ts';
import type { Io } from '../cli/io.ts';
import type { Resource } from '../state/resource.ts';
import type { ScanBudget } from './scan-budget.ts';
import type { VerifyTarget } from './target.ts';

export interface VerifyOptions {
  readonly environmentName: string;
  readonly target: VerifyTarget;
  readonly resources: readonly Resource[];
  /** Of the catalogue, what the store should have. */
  readonly expected: readonly ExpectedMetric[];
  readonly span: Span;
  readonly budget: ScanBudget;
  /** Uids of dashboards and alert groups; all where absent. */
  readonly only?: readonly string[];
  readonly io: Io;
}

/** Asks everything there is to ask and puts the answers together. @throws UserError when there is nothing, or nobody answers */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const { target, resources, span, only, io, budget, environmentName } = options;
  const spanMs = span.to - span.from;
  const all = questionsOf(resources, { spanMs });
  const questions = only ? all.filter(({ uid }) => only.includes(uid)) : all;
  if (questions.length === 0)
    throw new UserError(`there is no query to ask${only ? ` in ${only.join(', ')}` : ''}.`, {
      exitCode: ExitCode.Usage,
      suggestions: [['npm run build', 'lists the dashboards that there are']],
    });
  const queries = await runVerify({
    questions,
    ask: (question) => target.ask(question),
    signal: io.signal,
    onOutcome: (_, done, total) => {
      if (io.interactive) io.err(`\r${done}/${total} queries`);
    },
  });
  if (io.interactive) io.err('\r\u001B[K');
  const goesOn = !io.signal.aborted;
  const sources = resources.filter(({ kind }) => kind === 'datasource').map(({ uid }) => uid);
  return {
    schemaVersion: VERIFY_SCHEMA_VERSION,
    environment: environmentName,
    checkedAt: new Date(span.to).toISOString(),
    hours: spanMs / 3_600_000,
    queries,
    ...(goesOn && (await missing(options, questions))),
    dataSources: goesOn ? await target.health(sources) : [],
    scan: { limit: budget.limit, bytes: budget.spent },
    cost: costs(queries, resources, span),
  };
}

/** Asked of the source that most PromQL goes to: the first one. */
async function missing(
  { target, expected }: VerifyOptions,
  questions: readonly Question[],
): Promise<Pick<VerifyReport, 'missingMetrics' | 'missingLabels'>> {
  const source = questions.find(({ language }) => language === 'promql');
  if (!source || expected.length === 0) return {};
  const names = await target.names(
    expected.map(({ name }) => name),
    source,
  );
  return names ? missingIn(expected, names) : {};
}
