import type { Reply } from '../http/reply.ts';
import { GRAFANA_VERSIONS } from '../local-workspace.ts';
import { ok, type AwsCall } from './call.ts';

/** GET /workspaces/{workspaceId} */
export function describeWorkspace({ workspace, url, status }: AwsCall): Reply {
  const seconds = workspace.clock.now() / 1000;
  return ok({
    workspace: {
      accountAccessType: 'CURRENT_ACCOUNT',
      authentication: { providers: ['AWS_SSO'] },
      created: 1_700_000_000,
      dataSources: ['CLOUDWATCH', 'PROMETHEUS'],
      endpoint: url,
      grafanaVersion: workspace.grafana,
      id: workspace.id,
      modified: seconds,
      name: 'local',
      permissionType: 'SERVICE_MANAGED',
      status,
    },
  });
}

/** GET /versions: those that exist, or those that a workspace can be updated to. */
export function listVersions({ workspace, query }: AwsCall): Reply {
  const known = GRAFANA_VERSIONS as readonly string[];
  const grafanaVersions = query.has('workspace-id')
    ? known.slice(known.indexOf(workspace.grafana) + 1)
    : known;
  return ok({ grafanaVersions });
}
