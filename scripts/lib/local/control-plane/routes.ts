import type { Route } from '../http/router.ts';
import type { AwsCall } from './call.ts';
import { createKey, deleteKey } from './api-keys.ts';
import { describeWorkspace, listVersions } from './describe.ts';
import {
  createAccount,
  createAccountToken,
  deleteAccount,
  deleteAccountToken,
  listAccounts,
  listAccountTokens,
} from './service-accounts.ts';

/** A call's name is its IAM action: `grafana:<action>`. */
export type AwsRoute = Route<AwsCall> & { readonly action: string };

const ID = '/workspaces/:workspaceId';

export const awsRoutes: readonly AwsRoute[] = [
  { action: 'DescribeWorkspace', method: 'GET', path: ID, handle: describeWorkspace },
  { action: 'ListVersions', method: 'GET', path: '/versions', handle: listVersions },
  { action: 'CreateWorkspaceApiKey', method: 'POST', path: `${ID}/apikeys`, handle: createKey },
  {
    action: 'DeleteWorkspaceApiKey',
    method: 'DELETE',
    path: `${ID}/apikeys/:keyName`,
    handle: deleteKey,
  },
  {
    action: 'CreateWorkspaceServiceAccount',
    method: 'POST',
    path: `${ID}/serviceaccounts`,
    handle: createAccount,
  },
  {
    action: 'ListWorkspaceServiceAccounts',
    method: 'GET',
    path: `${ID}/serviceaccounts`,
    handle: listAccounts,
  },
  {
    action: 'DeleteWorkspaceServiceAccount',
    method: 'DELETE',
    path: `${ID}/serviceaccounts/:accountId`,
    handle: deleteAccount,
  },
  {
    action: 'CreateWorkspaceServiceAccountToken',
    method: 'POST',
    path: `${ID}/serviceaccounts/:accountId/tokens`,
    handle: createAccountToken,
  },
  {
    action: 'ListWorkspaceServiceAccountTokens',
    method: 'GET',
    path: `${ID}/serviceaccounts/:accountId/tokens`,
    handle: listAccountTokens,
  },
  {
    action: 'DeleteWorkspaceServiceAccountToken',
    method: 'DELETE',
    path: `${ID}/serviceaccounts/:accountId/tokens/:tokenId`,
    handle: deleteAccountToken,
  },
];
