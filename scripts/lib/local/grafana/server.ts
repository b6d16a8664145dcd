import { json, jsonUtf8, type Reply } from '../http/reply.ts';
import { Router, type Route } from '../http/router.ts';
import type { Workspace } from '../workspace.ts';
import { authenticate } from './authenticate.ts';
import type { Call } from './call.ts';
import { health, ping } from './health.ts';
import { routesOf } from './routes.ts';

export type GrafanaRequest = Omit<Call, 'principal' | 'params' | 'workspace'>;

/** Answers what comes to the workspace's Grafana. */
export function grafanaOf(workspace: Workspace): (request: GrafanaRequest) => Promise<Reply> {
  const router = new Router<Route<Call>>(routesOf(workspace.generation));
  return async (request) => {
    if (request.path === '/api/health') return health(workspace);
    if (request.path === '/healthz') return ping();
    const authorization = request.headers['authorization'];
    const principal = authenticate(
      workspace,
      typeof authorization === 'string' ? authorization : undefined,
    );
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const match = router.match(method, request.path);
    if (!match) return unknown(request.path);
    return match.route.handle({ ...request, workspace, principal, params: match.params });
  };
}

/** What Grafana has and this does not is told so; what Grafana does not have either is its 404. */
function unknown(path: string): Reply {
  if (path.startsWith('/api/') || path.startsWith('/apis/'))
    return json(501, { message: `the local workspace does not play ${path}` });
  return jsonUtf8(404, { message: 'Not found' });
}
