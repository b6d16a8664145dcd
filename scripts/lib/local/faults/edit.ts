import { firstValue, isObject, stringOf } from '../grafana/call.ts';
import { currentBody } from '../model/dashboards.ts';
import { writeLegacy } from '../model/legacy-save.ts';
import { addUser } from '../seed.ts';
import type { UserRecord } from '../store/records.ts';
import { principalKey } from '../grafana/principal.ts';
import type { Workspace } from '../workspace.ts';

/** A person saves what a request is about to write: a dashboard's description changes, a rule's summary. */
export function editFirst(workspace: Workspace, path: string, body: string, login: string): void {
  const { store } = workspace;
  const group = /\/rule-groups\/([^/]+)$/.exec(path)?.[1];
  if (group !== undefined) editRules(workspace, decodeURIComponent(group), login);
  else editDashboard(workspace, uidOf(path, body), login);
  store.commit();
}

function personOf({ store, clock }: Workspace, login: string): UserRecord {
  return (
    store.users.find((user) => user.login === login) ??
    addUser(
      store,
      { login, password: login, email: `${login}@localhost`, name: login, role: 'Editor' },
      clock.now(),
    )
  );
}

function editRules(workspace: Workspace, group: string, login: string): void {
  const { store, clock } = workspace;
  const person = personOf(workspace, login);
  for (const rule of store.rules.values().filter((one) => one.group === group))
    store.rules.put(rule.uid, {
      ...rule,
      annotations: { ...rule.annotations, summary: `edited by ${login}` },
      version: rule.version + 1,
      updated: clock.now(),
      updatedBy: principalKey({ ...person, kind: 'user' }),
    });
}

function editDashboard(workspace: Workspace, uid: string, login: string): void {
  const { store } = workspace;
  const dashboard = store.dashboards.get(uid);
  if (!dashboard) return;
  const person = personOf(workspace, login);
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
}

/** Whether a write names a dashboard that is not there yet. */
export const isNew = ({ store }: Workspace, path: string, body: string): boolean =>
  store.dashboards.get(uidOf(path, body)) === undefined;

/** The uid that a write names, in its path or in its body. */
function uidOf(path: string, text: string): string {
  const named = /\/dashboards\/(?:uid\/)?([\w-]+)/.exec(path)?.[1];
  if (named !== undefined && named !== 'db') return named;
  const body = firstValue(text);
  return isObject(body) && isObject(body['dashboard']) ? stringOf(body['dashboard']['uid']) : '';
}
