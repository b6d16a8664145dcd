import type { Reply } from '../http/reply.ts';
import { createApiKey } from '../model/credentials.ts';
import { awsError, conflict, notFound, quotaExceeded } from './errors.ts';
import { roleField, secondsToLive, textField } from './fields.ts';
import { ok, type AwsCall } from './call.ts';

const MOST_KEYS = 100;

/** POST /workspaces/{workspaceId}/apikeys */
export function createKey({ workspace, body }: AwsCall): Reply {
  const keyName = textField(body, 'keyName', 100);
  const role = roleField(body, 'keyRole');
  const seconds = secondsToLive(body);
  if (!workspace.generation.apiKeys)
    return awsError(
      400,
      'ValidationException',
      `API keys are not supported in Grafana ${workspace.grafana}. Use service accounts instead.`,
      { reason: 'OTHER' },
    );
  if (workspace.store.apiKeys.size >= MOST_KEYS)
    return quotaExceeded('API key', workspace.id, `A workspace has at most ${MOST_KEYS} API keys`);
  const made = createApiKey(workspace, keyName, role, seconds);
  if (!made) return conflict('API key', keyName, `API key ${keyName} already exists`);
  return ok({ key: made.key, keyName, workspaceId: workspace.id });
}

/** DELETE /workspaces/{workspaceId}/apikeys/{keyName} */
export function deleteKey({ workspace, params }: AwsCall): Reply {
  const keyName = params['keyName'] ?? '';
  const found = workspace.store.apiKeys.find(({ name }) => name === keyName);
  if (!found) return notFound('API key', keyName);
  workspace.store.apiKeys.delete(String(found.id));
  return ok({ keyName, workspaceId: workspace.id });
}
