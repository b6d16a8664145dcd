import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConflictException,
  CreateWorkspaceApiKeyCommand,
  CreateWorkspaceServiceAccountCommand,
  CreateWorkspaceServiceAccountTokenCommand,
  DeleteWorkspaceApiKeyCommand,
  DeleteWorkspaceServiceAccountCommand,
  DeleteWorkspaceServiceAccountTokenCommand,
  DescribeWorkspaceCommand,
  GrafanaClient,
  ListVersionsCommand,
  ListWorkspaceServiceAccountsCommand,
  ListWorkspaceServiceAccountTokensCommand,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  ValidationException,
} from '@aws-sdk/client-grafana';
import type { GrafanaVersion, LocalWorkspace } from '../../../scripts/lib/local/local-workspace.ts';
import { startLocalWorkspace } from '../../../scripts/lib/local/start.ts';

let workspace: LocalWorkspace;
let aws: GrafanaClient;

async function start(grafana: GrafanaVersion): Promise<void> {
  workspace = await startLocalWorkspace({ grafana });
  aws = new GrafanaClient({
    region: 'eu-central-1',
    endpoint: workspace.url,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-a-real-secret' },
    maxAttempts: 1,
  });
}

async function stop(): Promise<void> {
  aws.destroy();
  await workspace.close();
}

const ofWorkspace = () => ({ workspaceId: workspace.workspaceId });
const statusOf = async (token: string): Promise<number> =>
  (await fetch(`${workspace.url}/api/org`, { headers: { Authorization: `Bearer ${token}` } }))
    .status;

describe('the control plane, called by the AWS SDK', () => {
  beforeEach(() => start('12.4'));
  afterEach(stop);

  it('describes the workspace: status, version, endpoint', async () => {
    const { workspace: described } = await aws.send(new DescribeWorkspaceCommand(ofWorkspace()));
    expect(described).toMatchObject({
      id: workspace.workspaceId,
      status: 'ACTIVE',
      grafanaVersion: '12.4',
      endpoint: workspace.url,
      authentication: { providers: ['AWS_SSO'] },
    });
    expect(described?.created).toBeInstanceOf(Date);
  });

  it('lists all versions, or those that the workspace can be updated to', async () => {
    const all = await aws.send(new ListVersionsCommand({}));
    expect(all.grafanaVersions).toEqual(['9.4', '10.4', '12.4', '13.2']);
    const next = await aws.send(new ListVersionsCommand(ofWorkspace()));
    expect(next.grafanaVersions).toEqual(['13.2']);
  });

  it('mints a token that Grafana takes, and takes no more once it is deleted', async () => {
    const account = await aws.send(
      new CreateWorkspaceServiceAccountCommand({
        ...ofWorkspace(),
        name: 'publisher',
        grafanaRole: 'ADMIN',
      }),
    );
    const serviceAccountId = account.id ?? '';
    const { serviceAccountToken } = await aws.send(
      new CreateWorkspaceServiceAccountTokenCommand({
        ...ofWorkspace(),
        serviceAccountId,
        name: 'run-1',
        secondsToLive: 600,
      }),
    );
    expect(await statusOf(serviceAccountToken?.key ?? '')).toBe(200);

    const accounts = await aws.send(new ListWorkspaceServiceAccountsCommand(ofWorkspace()));
    expect(accounts.serviceAccounts).toEqual([
      { id: serviceAccountId, name: 'publisher', grafanaRole: 'ADMIN', isDisabled: 'false' },
    ]);
    const tokens = await aws.send(
      new ListWorkspaceServiceAccountTokensCommand({ ...ofWorkspace(), serviceAccountId }),
    );
    expect(tokens.serviceAccountTokens).toMatchObject([{ name: 'run-1' }]);
    expect(tokens.serviceAccountTokens?.[0]?.expiresAt).toBeInstanceOf(Date);

    await aws.send(
      new DeleteWorkspaceServiceAccountTokenCommand({
        ...ofWorkspace(),
        serviceAccountId,
        tokenId: serviceAccountToken?.id ?? '',
      }),
    );
    expect(await statusOf(serviceAccountToken?.key ?? '')).toBe(401);
    await aws.send(
      new DeleteWorkspaceServiceAccountCommand({ ...ofWorkspace(), serviceAccountId }),
    );
    const left = await aws.send(new ListWorkspaceServiceAccountsCommand(ofWorkspace()));
    expect(left.serviceAccounts).toEqual([]);
  });

  it('refuses a name that is taken, an unknown account, a lifetime over 30 days', async () => {
    const input = { ...ofWorkspace(), name: 'publisher', grafanaRole: 'EDITOR' as const };
    const { id = '' } = await aws.send(new CreateWorkspaceServiceAccountCommand(input));
    await expect(aws.send(new CreateWorkspaceServiceAccountCommand(input))).rejects.toThrow(
      ConflictException,
    );
    const token = { ...ofWorkspace(), name: 'x', secondsToLive: 60 };
    await expect(
      aws.send(
        new CreateWorkspaceServiceAccountTokenCommand({ ...token, serviceAccountId: '999' }),
      ),
    ).rejects.toThrow(ResourceNotFoundException);
    await expect(
      aws.send(
        new CreateWorkspaceServiceAccountTokenCommand({
          ...token,
          serviceAccountId: id,
          secondsToLive: 2_592_001,
        }),
      ),
    ).rejects.toThrow(ValidationException);
  });

  it('refuses the 101st token, expired ones counted', async () => {
    const { id: serviceAccountId } = await aws.send(
      new CreateWorkspaceServiceAccountCommand({
        ...ofWorkspace(),
        name: 'publisher',
        grafanaRole: 'EDITOR',
      }),
    );
    const token = { ...ofWorkspace(), serviceAccountId, secondsToLive: 1 };
    for (let i = 0; i < 100; i++)
      await aws.send(new CreateWorkspaceServiceAccountTokenCommand({ ...token, name: `run-${i}` }));
    const refused = aws.send(
      new CreateWorkspaceServiceAccountTokenCommand({ ...token, name: 'one more' }),
    );
    await expect(refused).rejects.toThrow(ServiceQuotaExceededException);
    await expect(refused).rejects.toMatchObject({ $metadata: { httpStatusCode: 402 } });
  });

  it('says that this version has no API keys any more', async () => {
    await expect(
      aws.send(
        new CreateWorkspaceApiKeyCommand({
          ...ofWorkspace(),
          keyName: 'ci',
          keyRole: 'ADMIN',
          secondsToLive: 60,
        }),
      ),
    ).rejects.toThrow(/service accounts/);
  });

  it('does not know another workspace', async () => {
    await expect(
      aws.send(new DescribeWorkspaceCommand({ workspaceId: 'g-0123456789' })),
    ).rejects.toThrow(ResourceNotFoundException);
  });

  it('wants a signature', async () => {
    const answer = await fetch(`${workspace.url}/workspaces/${workspace.workspaceId}`);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  });
});

describe('API keys of Grafana 10 and older', () => {
  beforeEach(() => start('10.4'));
  afterEach(stop);

  it('are made, used and deleted by name', async () => {
    const { key = '' } = await aws.send(
      new CreateWorkspaceApiKeyCommand({
        ...ofWorkspace(),
        keyName: 'ci',
        keyRole: 'ADMIN',
        secondsToLive: 60,
      }),
    );
    expect(await statusOf(key)).toBe(200);
    await aws.send(new DeleteWorkspaceApiKeyCommand({ ...ofWorkspace(), keyName: 'ci' }));
    expect(await statusOf(key)).toBe(500);
  });
});
