import type { StoreNames } from './missing.ts';
import type { Answer, VerifyReport } from './outcome.ts';
import type { Question } from './question.ts';

/** What a verification asks: AMP and CloudWatch Logs directly, a Grafana, or the simulated app. */
export interface VerifyTarget {
  readonly grafanaVersion: string;
  ask(question: Question): Promise<Answer>;
  /** Of these metrics, which the store behind the PromQL queries has; undefined where it does not say. */
  names(
    metrics: readonly string[],
    source: Pick<Question, 'dataSourceUid' | 'dataSourceType'>,
  ): Promise<StoreNames | undefined>;
  health(uids: readonly string[]): Promise<VerifyReport['dataSources']>;
  close(): Promise<void>;
}
