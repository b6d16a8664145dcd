import type { JsonObject } from '../../../state/resource.ts';
import { json, refuse } from '../../http/reply.ts';
import { sorted } from '../../model/sorted.ts';
import type { LibraryPanelRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { allows, denied, hasRole, levelOnFolder } from '../access.ts';
import { failure, param, stringOf, type Call } from '../call.ts';
import { avatarOf } from '../health.ts';
import { timestamp } from '../names.ts';
import { principalOf } from '../principal.ts';
import { dashboardsWith } from './links.ts';

/** Panels are kind 1; other kinds there are none any more. */
export const PANEL_KIND = 1;

/** The library panel that a path names. */
export function libraryPanelFor(call: Call): LibraryPanelRecord {
  const panel = call.workspace.store.libraryPanels.get(param(call, 'uid'));
  return panel ?? refuse(notThere(call.workspace));
}

export const notThere = (workspace: Workspace) =>
  failure(workspace, 404, 'library element could not be found');

/** Who may write library panels: editors of the folder; at the top all editors, on 12 those who say `general`. */
export function requireEditor(
  call: Call,
  action: 'create' | 'write' | 'delete',
  folderUid: string,
): void {
  const { workspace, principal } = call;
  const { modern } = workspace.generation;
  if (modern && !hasRole(principal, 'Editor')) refuse(denied(`library.panels:${action}`));
  const may =
    folderUid === ''
      ? hasRole(principal, 'Editor')
      : allows(levelOnFolder(workspace, principal, folderUid), 'dashboards:write');
  if (may) return;
  refuse(
    modern
      ? denied(`library.panels:${action}`)
      : failure(workspace, 403, 'access denied to folder'),
  );
}

/** What is stored of a panel: with a description, keys in order. */
export const storedModel = (model: JsonObject): JsonObject =>
  sorted({ ...model, description: stringOf(model['description']) });

/** A library panel as the API gives it. `place` is what the answer to a write says of the folder. */
export function elementDto(
  workspace: Workspace,
  panel: LibraryPanelRecord,
  place: 'stored' | 'sent' | 'unsaid' = 'stored',
): JsonObject {
  const folder = workspace.store.folders.get(panel.folderUid);
  const known = place === 'unsaid' ? undefined : folder;
  return {
    id: panel.id,
    orgId: 1,
    folderId: known?.id ?? 0,
    folderUid: known?.uid ?? '',
    uid: panel.uid,
    name: panel.name,
    kind: PANEL_KIND,
    type: stringOf(panel.model['type']),
    description: stringOf(panel.model['description']),
    model: panel.model,
    version: panel.version,
    meta: {
      folderName: known?.title ?? (place === 'stored' ? 'General' : ''),
      folderUid: known?.uid ?? '',
      connectedDashboards: dashboardsWith(workspace, panel.uid).length,
      created: timestamp(panel.created),
      updated: timestamp(panel.updated),
      createdBy: authorOf(workspace, panel.createdBy),
      updatedBy: authorOf(workspace, panel.updatedBy),
    },
  };
}

export function authorOf({ store }: Workspace, key: string): JsonObject {
  const author = principalOf(store, key);
  const login = author?.login ?? '';
  return { id: author?.id ?? 0, name: login, avatarUrl: avatarOf(login) };
}

export const result = (value: JsonObject | JsonObject[]) => json(200, { result: value });
