import { rememberSecret } from '../cli/secrets.ts';
import { ControlPlaneCalls, type ControlPlaneOptions } from './control-plane-calls.ts';

/** The role of a credential in a workspace. */
export type Role = 'ADMIN' | 'EDITOR' | 'VIEWER';

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

/** The operations of Amazon Managed Grafana's control plane that publishing needs. @throws AwsFailure */
export class ControlPlane {
  readonly #options: ControlPlaneOptions;
  readonly #calls: ControlPlaneCalls;

  constructor(options: ControlPlaneOptions) {
    this.#options = options;
    this.#calls = new ControlPlaneCalls(options);
  }

  get workspaceId(): string {
    return this.#options.workspaceId;
  }

  get region(): string {
    return this.#options.region;
  }

  async describe(): Promise<WorkspaceDescription> {
    const { workspaceId } = this.#options;
    const { workspace } = await this.#calls.call(
      'DescribeWorkspace',
      'describe',
      async (client, sdk) => client.send(new sdk.DescribeWorkspaceCommand({ workspaceId })),
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
    const answer = await this.#calls.call(
      'ListVersions',
      'list the versions for',
      async (client, sdk) => client.send(new sdk.ListVersionsCommand({ workspaceId })),
    );
    return answer.grafanaVersions ?? [];
  }

  async serviceAccounts(): Promise<readonly ServiceAccount[]> {
    const { workspaceId } = this.#options;
    return this.#calls.list(
      'ListWorkspaceServiceAccounts',
      'list the service accounts of',
      async (client, sdk, nextToken) =>
        client.send(
          new sdk.ListWorkspaceServiceAccountsCommand({
            workspaceId,
            ...(nextToken && { nextToken }),
          }),
        ),
      ({ serviceAccounts = [] }) =>
        serviceAccounts.map(({ id = '', name = '', grafanaRole = '' }) => ({
          id,
          name,
          role: grafanaRole,
        })),
    );
  }

  async createServiceAccount(name: string, role: Role): Promise<ServiceAccount> {
    const { workspaceId } = this.#options;
    const answer = await this.#calls.call(
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
    const answer = await this.#calls.call(
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
    return this.#calls.list(
      'ListWorkspaceServiceAccountTokens',
      'list the tokens of',
      async (client, sdk, nextToken) =>
        client.send(
          new sdk.ListWorkspaceServiceAccountTokensCommand({
            workspaceId,
            serviceAccountId,
            ...(nextToken && { nextToken }),
          }),
        ),
      ({ serviceAccountTokens = [] }) =>
        serviceAccountTokens.map(({ id = '', name = '', expiresAt }) => ({
          id,
          name,
          expiresAt: expiresAt?.getTime() ? expiresAt : undefined,
        })),
    );
  }

  async deleteToken(serviceAccountId: string, tokenId: string): Promise<void> {
    const { workspaceId } = this.#options;
    await this.#calls.call(
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
    const answer = await this.#calls.call(
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
    await this.#calls.call('DeleteWorkspaceApiKey', 'revoke an API key of', async (client, sdk) =>
      client.send(new sdk.DeleteWorkspaceApiKeyCommand({ workspaceId, keyName })),
    );
  }
}
