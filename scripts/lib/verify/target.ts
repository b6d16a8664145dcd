import type { AmpClient } from './amp-client.ts';
import type { Answer, VerifyReport } from './outcome.ts';
import type { Question } from './question.ts';

/** What a verification asks: AMP and CloudWatch Logs directly, a Grafana, or the simulated app. */
export interface VerifyTarget {
  readonly grafanaVersion: string;
  ask(question: Question): Promise<Answer>;
  /** Absent where the store can only be asked through a Grafana. */
  readonly amp?: AmpClient;
  health(uids: readonly string[]): Promise<VerifyReport['dataSources']>;
  close(): Promise<void>;
}
