import type { Io } from '../cli/io.ts';
import type { NamedEnvironment } from '../config/load.ts';
import type { RetryPolicy } from '../grafana/backoff.ts';
import type { RetryEvent } from '../grafana/http.ts';

/** Which workspace a command wants, and who is told what happens on the way. */
export interface WorkspaceOptions extends NamedEnvironment {
  /** The project of environments.ts: names service accounts and tokens. */
  readonly project: string;
  readonly io: Pick<Io, 'err' | 'signal'>;
  /** Overrides the environment's kind of credential. */
  readonly credential?: 'service-account' | 'api-key';
  readonly retry?: Partial<RetryPolicy>;
  readonly timeoutMs?: number;
  /** Told before each wait for a server. */
  readonly onRetry?: (event: RetryEvent) => void;
  /** Told what a person should know: end of support, the price of API keys. */
  readonly onNotice?: (sentence: string) => void;
}
