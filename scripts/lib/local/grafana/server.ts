import { failure, type Call } from './call.ts';
import { json, jsonUtf8, text, type Reply } from '../http/reply.ts';
import { Router, type Route } from '../http/router.ts';
import type { Workspace } from '../workspace.ts';
import { denied } from './access.ts';
import { authenticate } from './authenticate.ts';
import { health, ping } from './health.ts';
import type { Principal } from './principal.ts';
import { routesOf } from './routes.ts';
import { isUnplayed } from './routes/unplayed.ts';

export type GrafanaRequest = Omit<Call, 'principal' | 'params' | 'workspace'>;

/** Answers what comes to the workspace's Grafana. */
export function grafanaOf(workspace: Workspace): (request: GrafanaRequest) => Promise<Reply> {
  const router = new Router<Route<Call>>(routesOf(workspace.generation));
  return async (request) => {
    const { path } = request;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    if (/%(?![0-9a-f]{2})/i.test(path)) return badRequest;
    if (path === '/api/health' && method === 'GET') return health(workspace);
    if (path === '/healthz') return ping();
    const { authorization } = request.headers;
    const isPage = !/^\/(api|apis|openapi)(\/|$)/.test(path);
    if (isPage) return toLogin(workspace, path);
    if (path === '/api/login/ping' && authorization === undefined)
      return json(401, { message: 'Unauthorized' });
    const principal = authenticate(
      workspace,
      typeof authorization === 'string' ? authorization : undefined,
    );
    const elsewhere = otherOrganization(workspace, request, principal);
    if (elsewhere) return elsewhere;
    // One slash at the end is taken for none.
    const match = router.match(method, path.replace(/(?<=.)\/$/, ''));
    if (match)
      return match.route.handle({ ...request, workspace, principal, params: match.params });
    if (path.startsWith('/openapi/'))
      return { status: 404, contentType: 'text/html; charset=UTF-8' };
    return isUnplayed(workspace.generation, path)
      ? json(501, { message: `the local workspace does not play ${method} ${path}` })
      : jsonUtf8(404, { message: 'Not found' });
  };
}

const badRequest: Reply = { ...text(400, '400 Bad Request'), headers: { 'Cache-Control': '' } };

/** Pages are the browser's; whoever is not signed in is sent to the login. */
function toLogin({ generation }: Workspace, path: string): Reply {
  const back = generation.modern && !['/', '/login/ping'].includes(path);
  const location = back ? `/login?redirectTo=${encodeURIComponent(path)}` : '/login';
  return {
    ...text(302, `<a href="${location}">Found</a>.\n\n`, 'text/html; charset=utf-8'),
    headers: { Location: location },
  };
}

/** There is one organization. 9 and 10 do not mind the header when a token comes with it. */
function otherOrganization(
  workspace: Workspace,
  { headers, query }: GrafanaRequest,
  principal: Principal,
): Reply | undefined {
  if (!['1', null].includes(query.get('orgId'))) return jsonUtf8(404, { message: 'Not found' });
  if (['1', undefined].includes(headers['x-grafana-org-id']?.toString())) return undefined;
  const { modern } = workspace.generation;
  if (principal.kind === 'user')
    return modern ? denied('orgs:read') : failure(workspace, 404, 'Organization not found');
  if (!modern) return undefined;
  return jsonUtf8(401, {
    extra: null,
    message: 'API key does not belong to the requested organization',
    messageId: 'api-key.organization-mismatch',
    statusCode: 401,
    traceID: '',
  });
}
