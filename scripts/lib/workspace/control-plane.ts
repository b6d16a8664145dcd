import type * as AwsSdkModule from '@aws-sdk/client-grafana';
import { rememberSecret } from '../cli/secrets.ts';
import { defaultRetryPolicy, delayBefore, pause, type RetryPolicy } from '../grafana/backoff.ts';
import { AwsFailure, type AwsCallFacts } from './aws-failure.ts';

type AwsSdk = typeof AwsSdkModule;
type AwsGrafana = AwsSdkModule.GrafanaClient;

/** The role of a credential in a workspace. */
export type Role = 'ADMIN' | 'EDITOR' | 'VIEWER';

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

export interface WorkspaceDescription {
  readonly id: string;
  readonly status: string;
  readonly grafanaVersion: string;
  /** As AWS gives it: a host name; the local workspace gives a URL. */
  readonly endpoint: string;
}

export interface ServiceAccount {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface TokenSummary {
  readonly id: string;
  readonly name: string;
  /** Undefined for one that never expires, which people can make in the workspace. */
  readonly expiresAt: Date | undefined;
}

/**
 * The calls of Amazon Managed Grafana's control plane that publishing makes. @throws AwsFailure
 * The SDK's own retries are off: it would repeat a mint whose answer was lost, and leave the first token behind.
 */
export class ControlPlane {
  readonly #options: ControlPlaneOptions;
  readonly #retry: RetryPolicy;
  #client: Promise<AwsGrafana> | undefined;

  constructor(options: ControlPlaneOptions) {
    this.#options = options;
    this.#retry = { ...defaultRetryPolicy, ...options.retry };
  }

  get workspaceId(): string {
    return this.#options.workspaceId;
  }

  get region(): string {
    return this.#options.region;
  }

  async describe(): Promise<WorkspaceDescription> {
    const { workspaceId } = this.#options;
    const { workspace } = await this.#call('DescribeWorkspace', 'describe', async (client, sdk) =>
      client.send(new sdk.DescribeWorkspaceCommand({ workspaceId })),
    );
    return {
      id: workspaceId,
      status: workspace?.status ?? 'UNKNOWN',
      grafanaVersion: workspace?.grafanaVersion ?? '',
      endpoint: workspace?.endpoint ?? '',
    };
  }

  /** Versions that the workspace can be updated to. */
  async newerVersions(): Promise<readonly string[]> {
    const { workspaceId } = this.#options;
    const answer = await this.#call('ListVersions', 'list the versions for', async (client, sdk) =>
      client.send(new sdk.ListVersionsCommand({ workspaceId })),
    );
    return answer.grafanaVersions ?? [];
  }

  async serviceAccounts(): Promise<readonly ServiceAccount[]> {
    const { workspaceId } = this.#options;
    const found: ServiceAccount[] = [];
    let nextToken: string | undefined;
    do {
      const answer = await this.#call(
        'ListWorkspaceServiceAccounts',
        'list the service accounts of',
        async (client, sdk) =>
          client.send(
            new sdk.ListWorkspaceServiceAccountsCommand({
              workspaceId,
              ...(nextToken && { nextToken }),
            }),
          ),
      );
      for (const account of answer.serviceAccounts ?? [])
        found.push({
          id: account.id ?? '',
          name: account.name ?? '',
          role: account.grafanaRole ?? '',
        });
      nextToken = answer.nextToken;
    } while (nextToken);
    return found;
  }

  async createServiceAccount(name: string, role: Role): Promise<ServiceAccount> {
    const { workspaceId } = this.#options;
    const answer = await this.#call(
      'CreateWorkspaceServiceAccount',
      'create a service account in',
      async (client, sdk) =>
        client.send(
          new sdk.CreateWorkspaceServiceAccountCommand({ workspaceId, name, grafanaRole: role }),
        ),
      'once',
    );
    return { id: answer.id ?? '', name, role };
  }

  async createToken(
    serviceAccountId: string,
    name: string,
    secondsToLive: number,
  ): Promise<{ id: string; key: string }> {
    const { workspaceId } = this.#options;
    const answer = await this.#call(
      'CreateWorkspaceServiceAccountToken',
      'mint a token for',
      async (client, sdk) =>
        client.send(
          new sdk.CreateWorkspaceServiceAccountTokenCommand({
            workspaceId,
            serviceAccountId,
            name,
            secondsToLive,
          }),
        ),
      'once',
    );
    const { id = '', key = '' } = answer.serviceAccountToken ?? {};
    rememberSecret(key);
    return { id, key };
  }

  async tokens(serviceAccountId: string): Promise<readonly TokenSummary[]> {
    const { workspaceId } = this.#options;
    const found: TokenSummary[] = [];
    let nextToken: string | undefined;
    do {
      const answer = await this.#call(
        'ListWorkspaceServiceAccountTokens',
        'list the tokens of',
        async (client, sdk) =>
          client.send(
            new sdk.ListWorkspaceServiceAccountTokensCommand({
              workspaceId,
              serviceAccountId,
              ...(nextToken && { nextToken }),
            }),
          ),
      );
      for (const token of answer.serviceAccountTokens ?? [])
        found.push({
          id: token.id ?? '',
          name: token.name ?? '',
          expiresAt: token.expiresAt?.getTime() ? token.expiresAt : undefined,
        });
      nextToken = answer.nextToken;
    } while (nextToken);
    return found;
  }

  async deleteToken(serviceAccountId: string, tokenId: string): Promise<void> {
    const { workspaceId } = this.#options;
    await this.#call(
      'DeleteWorkspaceServiceAccountToken',
      'revoke a token of',
      async (client, sdk) =>
        client.send(
          new sdk.DeleteWorkspaceServiceAccountTokenCommand({
            workspaceId,
            serviceAccountId,
            tokenId,
          }),
        ),
    );
  }

  async createApiKey(keyName: string, keyRole: Role, secondsToLive: number): Promise<string> {
    const { workspaceId } = this.#options;
    const answer = await this.#call(
      'CreateWorkspaceApiKey',
      'mint an API key for',
      async (client, sdk) =>
        client.send(
          new sdk.CreateWorkspaceApiKeyCommand({ workspaceId, keyName, keyRole, secondsToLive }),
        ),
      'once',
    );
    rememberSecret(answer.key);
    return answer.key ?? '';
  }

  async deleteApiKey(keyName: string): Promise<void> {
    const { workspaceId } = this.#options;
    await this.#call('DeleteWorkspaceApiKey', 'revoke an API key of', async (client, sdk) =>
      client.send(new sdk.DeleteWorkspaceApiKeyCommand({ workspaceId, keyName })),
    );
  }

  /** One operation, repeated where that is safe. `once`: not after an answer that was lost, because it may have been done. */
  async #call<Answer>(
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
        this.#options.onRetry?.(`AWS: ${failure.type}`, delayMs);
        // Told to stop while waiting: the call that revokes goes on, anything else ends here.
        if (action.startsWith('Delete')) await pause(delayMs, new AbortController().signal);
        else
          await pause(delayMs, signal).catch(() => {
            throw failure;
          });
      }
    }
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
