import type * as AwsSdkModule from '@aws-sdk/client-grafana';
import { rememberSecret } from '../cli/secrets.ts';
import { defaultRetryPolicy, delayBefore, pause, type RetryPolicy } from '../grafana/backoff.ts';
import { AwsFailure, type AwsCallFacts } from './aws-failure.ts';

type AwsSdk = typeof AwsSdkModule;
type AwsGrafana = AwsSdkModule.GrafanaClient;

export interface ControlPlaneOptions {
  readonly workspaceId: string;
  readonly region: string;
  /** Of the local workspace; absent on AWS, where AWS_ENDPOINT_URL_GRAFANA may name another. */
  readonly endpoint?: string;
  /** Made up for the local workspace; absent on AWS: the default chain. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly signal: AbortSignal;
  readonly retry?: Partial<RetryPolicy>;
  readonly onRetry?: (reason: string, delayMs: number) => void;
}

/**
 * Calls of Amazon Managed Grafana's control plane, repeated where that is safe. The SDK's own retries are off: it would repeat a mint
 * whose answer was lost, and leave the first token behind.
 */
export class ControlPlaneCalls {
  readonly #options: ControlPlaneOptions;
  readonly #retry: RetryPolicy;
  #client: Promise<AwsGrafana> | undefined;

  constructor(options: ControlPlaneOptions) {
    this.#options = options;
    this.#retry = { ...defaultRetryPolicy, ...options.retry };
  }

  /** One operation. `once`: not repeated after an answer that was lost, because it may have been done. @throws AwsFailure */
  async call<Answer>(
    action: string,
    purpose: string,
    send: (client: AwsGrafana, sdk: AwsSdk) => Promise<Answer>,
    repeat: 'always' | 'once' = 'always',
  ): Promise<Answer> {
    const { workspaceId, region, signal } = this.#options;
    const facts: AwsCallFacts = { action, purpose, workspaceId, region };
    this.#client ??= this.#connect();
    const sdk = await import('@aws-sdk/client-grafana');
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(await this.#client, sdk);
      } catch (error) {
        const failure = new AwsFailure(error, facts);
        const repeatable =
          failure.kind === 'throttled' || (repeat === 'always' && failure.kind === 'unknown');
        const delayMs = repeatable
          ? delayBefore(attempt, failure.retryAfterMs, this.#retry)
          : undefined;
        if (delayMs === undefined) throw failure;
        this.#options.onRetry?.(failure.type, delayMs);
        // Told to stop while waiting: the call that revokes goes on, anything else ends here.
        if (action.startsWith('Delete')) await pause(delayMs, new AbortController().signal);
        else
          await pause(delayMs, signal).catch(() => {
            throw failure;
          });
      }
    }
  }

  /** The items of an operation that answers page by page. @throws AwsFailure */
  async list<Answer extends { nextToken?: string | undefined }, Item>(
    action: string,
    purpose: string,
    send: (client: AwsGrafana, sdk: AwsSdk, nextToken: string | undefined) => Promise<Answer>,
    itemsOf: (answer: Answer) => readonly Item[],
  ): Promise<readonly Item[]> {
    const found: Item[] = [];
    let nextToken: string | undefined;
    do {
      const token = nextToken;
      const answer = await this.call(action, purpose, async (client, sdk) =>
        send(client, sdk, token),
      );
      found.push(...itemsOf(answer));
      nextToken = answer.nextToken;
    } while (nextToken);
    return found;
  }

  async #connect(): Promise<AwsGrafana> {
    // Node 20 still runs the SDK; its notice would otherwise stand before every result.
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
    const { GrafanaClient } = await import('@aws-sdk/client-grafana');
    const { region, endpoint, credentials } = this.#options;
    rememberSecret(process.env['AWS_SECRET_ACCESS_KEY']);
    rememberSecret(process.env['AWS_SESSION_TOKEN']);
    return new GrafanaClient({
      region,
      maxAttempts: 1,
      requestHandler: { requestTimeout: 20_000, connectionTimeout: 5_000 },
      ...(endpoint !== undefined && { endpoint }),
      ...(credentials && { credentials }),
    });
  }
}
