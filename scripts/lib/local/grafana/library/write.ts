import { json, message, refuse, type Reply } from '../../http/reply.ts';
import type { LibraryPanelRecord } from '../../store/records.ts';
import { denied } from '../access.ts';
import { bodyOf, failure, isObject, param, stringOf, type Call } from '../call.ts';
import { newUid } from '../keys.ts';
import { principalKey } from '../principal.ts';
import {
  elementDto,
  libraryPanelFor,
  PANEL_KIND,
  requireEditor,
  result,
  storedModel,
} from './element.ts';
import { dashboardsWith } from './links.ts';

const TAKEN = 'library element with that name or UID already exists';

/** POST /api/library-elements */
export function postLibraryPanel(call: Call): Reply {
  const { workspace, principal } = call;
  const { store, clock, generation } = workspace;
  const body = bodyOf(call);
  const folderUid = folderOf(call, body);
  if (generation.modern) requireEditorAtAll(call);
  const uid = stringOf(body['uid']);
  if (!/^[\w-]*$/.test(uid)) return failure(workspace, 400, 'uid contains illegal characters');
  if (uid.length > 40) return failure(workspace, 400, 'uid too long, max 40 characters');
  const { model } = body;
  if (body['kind'] !== PANEL_KIND || !isObject(model))
    return failure(workspace, 500, 'Failed to create library element');
  mayCreateIn(call, folderUid);
  const name = stringOf(body['name']);
  const place = folderUid === GENERAL ? '' : (folderUid ?? '');
  if (isTaken(call, { uid, name, folderUid: place })) return failure(workspace, 400, TAKEN);
  const given = uid || newUid(generation.modern);
  const made = store.libraryPanels.put(given, {
    id: store.nextId('libraryPanel'),
    uid: given,
    folderUid: place,
    name,
    model: storedModel(model),
    version: 1,
    created: clock.now(),
    updated: clock.now(),
    createdBy: principalKey(principal),
    updatedBy: principalKey(principal),
  });
  return result(elementDto(workspace, made, 'sent'));
}

/** How 12 wants the top to be named. */
const GENERAL = 'general';

/** The folder that a request names; undefined where it names none. */
function folderOf({ workspace }: Call, body: ReturnType<typeof bodyOf>): string | undefined {
  const { store, generation } = workspace;
  const uid = stringOf(body['folderUid']);
  if (uid === GENERAL && generation.modern) return GENERAL;
  if (uid !== '' && !store.folders.has(uid))
    refuse(failure(workspace, 400, 'failed to get folder'));
  const id = body['folderId'];
  if (uid === '' && typeof id === 'number' && id !== 0 && !generation.modern)
    return store.folders.find((folder) => folder.id === id)?.uid;
  return uid || undefined;
}

function requireEditorAtAll({ principal }: Call): void {
  if (principal.role === 'Viewer' || principal.role === 'None')
    refuse(denied('library.panels:create'));
}

function mayCreateIn(call: Call, folderUid: string | undefined): void {
  const { workspace, principal } = call;
  if (workspace.generation.modern && folderUid === undefined && principal.role !== 'Admin')
    refuse(message(403, 'insufficient permissions for creating library panel in folder with UID '));
  requireEditor(call, 'create', folderUid === GENERAL ? '' : (folderUid ?? ''));
}

const isTaken = (
  { workspace }: Call,
  { uid, name, folderUid }: Pick<LibraryPanelRecord, 'uid' | 'name' | 'folderUid'>,
  except?: string,
): boolean =>
  workspace.store.libraryPanels.find(
    (other) =>
      other.uid !== except &&
      ((uid !== '' && other.uid === uid) || (other.name === name && other.folderUid === folderUid)),
  ) !== undefined;

/** PATCH /api/library-elements/:uid: what is sent, on the version that is sent. */
export function patchLibraryPanel(call: Call): Reply {
  const { workspace, principal } = call;
  const { store, clock, generation } = workspace;
  // On 12 the right is asked for by the panel's place, which a missing one does not have.
  if (generation.modern && !store.libraryPanels.has(param(call, 'uid')))
    return denied('library.panels:write');
  const before = libraryPanelFor(call);
  requireEditor(call, 'write', before.folderUid);
  const body = bodyOf(call);
  if (typeof body['version'] !== 'number') return failure(workspace, 400, 'bad request data');
  if (body['version'] !== before.version)
    return failure(workspace, 412, 'the library element has been changed by someone else');
  const sent = folderOf(call, body);
  const folderUid = sent === GENERAL ? '' : (sent ?? before.folderUid);
  const name = stringOf(body['name']) || before.name;
  if (isTaken(call, { uid: '', name, folderUid }, before.uid))
    return failure(workspace, 400, TAKEN);
  const made = store.libraryPanels.put(before.uid, {
    ...before,
    name,
    folderUid,
    model: isObject(body['model']) ? storedModel(body['model']) : before.model,
    version: before.version + 1,
    updated: clock.now(),
    updatedBy: principalKey(principal),
  });
  // It stays in its folder; the answer says otherwise where the request did not name one.
  return result(elementDto(workspace, made, sent === undefined ? 'unsaid' : 'sent'));
}

/** DELETE /api/library-elements/:uid: not one that a dashboard shows. */
export function deleteLibraryPanel(call: Call): Reply {
  const { workspace } = call;
  if (
    workspace.generation.modern &&
    call.principal.role !== 'Admin' &&
    call.principal.role !== 'Editor'
  )
    return denied('library.panels:delete');
  const panel = libraryPanelFor(call);
  requireEditor(call, 'delete', panel.folderUid);
  if (dashboardsWith(workspace, panel.uid).length > 0)
    return failure(workspace, 403, 'the library element has connections');
  workspace.store.libraryPanels.delete(panel.uid);
  return json(200, { id: panel.id, message: 'Library element deleted' });
}
