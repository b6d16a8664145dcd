import { firstValue, isObject } from './grafana/call.ts';
import { json, message, type Reply } from './http/reply.ts';
import { UserError } from '../cli/user-error.ts';
import type { StartedWorkspace } from './local-workspace.ts';

const PREFIX = '/_local/';

export const isControlPath = (path: string): boolean => path.startsWith(PREFIX);

/**
 * What another process may ask of a running workspace beside its APIs: `/_local/faults`, `/_local/requests`,
 * `/_local/people`, `/_local/clock`. A page in a browser cannot: it may not send JSON elsewhere without being asked.
 */
export function answerControl(
  workspace: StartedWorkspace,
  request: { method: string; path: string; body: string; contentType: string },
): Reply {
  const { method } = request;
  const what = request.path.slice(PREFIX.length);
  if (method === 'GET' && what === 'faults') return json(200, workspace.faults.list());
  if (method === 'GET' && what === 'requests') return json(200, workspace.requests.entries());
  const body = firstValue(request.body);
  const isJson = request.contentType.includes('application/json') && isObject(body);
  // A browser asks before it sends DELETE elsewhere, too.
  if (!isJson && method !== 'DELETE') return message(415, 'send application/json');
  try {
    if (!act(workspace, `${method} ${what}`, isObject(body) ? body : {}))
      return message(404, 'Not found');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return json(400, { message: error.message, details: error.details });
  }
  return json(200, { message: 'done' });
}

function act(workspace: StartedWorkspace, what: string, body: Record<string, unknown>): boolean {
  switch (what) {
    case 'POST faults':
      workspace.faults.add(String(body['fault']));
      return true;
    case 'DELETE faults':
      workspace.faults.clear();
      return true;
    case 'DELETE requests':
      workspace.requests.clear();
      return true;
    case 'POST people': {
      const { login, password, role, name } = body;
      if (typeof login !== 'string') throw new UserError('a person needs a login');
      workspace.addPerson({
        login,
        ...(typeof password === 'string' ? { password } : {}),
        ...(typeof name === 'string' ? { name } : {}),
        ...(role === 'Admin' || role === 'Editor' || role === 'Viewer' ? { role } : {}),
      });
      return true;
    }
    case 'POST clock':
      workspace.advanceClock(Number(body['advanceMilliseconds']) || 0);
      return true;
    default:
      return false;
  }
}
