import { firstValue, isObject, stringOf } from '../grafana/call.ts';
import { currentBody } from '../model/dashboards.ts';
import { writeLegacy } from '../model/legacy-save.ts';
import { addUser } from '../seed.ts';
import type { Workspace } from '../workspace.ts';

/** A person saves the dashboard that a request is about to write: its description changes, its version rises. */
export function editFirst(workspace: Workspace, path: string, body: string, login: string): void {
  const { store, clock } = workspace;
  const dashboard = store.dashboards.get(uidOf(path, body));
  if (!dashboard) return;
  const known = store.users.find((user) => user.login === login);
  const person =
    known ??
    addUser(
      store,
      { login, password: login, email: `${login}@localhost`, name: login, role: 'Editor' },
      clock.now(),
    );
  writeLegacy(
    workspace,
    {
      uid: dashboard.uid,
      title: dashboard.title,
      folderUid: dashboard.folderUid,
      body: {
        ...currentBody(store, dashboard),
        description: `edited by ${login} at version ${dashboard.version}`,
      },
      message: 'edited in the browser',
    },
    { ...person, kind: 'user' },
  );
  store.commit();
}

/** The uid that a write names, in its path or in its body. */
function uidOf(path: string, text: string): string {
  const named = /\/dashboards\/(?:uid\/)?([\w-]+)/.exec(path)?.[1];
  if (named !== undefined && named !== 'db') return named;
  const body = firstValue(text);
  return isObject(body) && isObject(body['dashboard']) ? stringOf(body['dashboard']['uid']) : '';
}
