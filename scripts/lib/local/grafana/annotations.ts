import type { JsonObject } from '../../state/resource.ts';
import { json, message, type Reply } from '../http/reply.ts';
import { requireAction } from './access.ts';
import { bodyOf, countOf, failure, isObject, param, stringOf, type Call } from './call.ts';
import type { AnnotationRecord } from '../store/records.ts';
import { principalKey, principalOf } from './principal.ts';
import { avatarOf } from './health.ts';

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** POST /api/annotations */
export function postAnnotation(call: Call): Reply {
  const { workspace, principal } = call;
  requireAction(workspace, principal, 'annotations:create');
  const body = bodyOf(call);
  const said = stringOf(body['text']);
  if (said === '') return failure(workspace, 400, 'Failed to save annotation');
  const dashboardUid = stringOf(body['dashboardUID']);
  const known = dashboardUid === '' || workspace.store.dashboards.has(dashboardUid);
  if (!known && workspace.generation.modern)
    return failure(workspace, 500, 'Failed to save annotation');
  const now = workspace.clock.now();
  const time = numberOf(body['time']) || now;
  const id = workspace.store.nextId('annotation');
  workspace.store.annotations.put(String(id), {
    id,
    dashboardUid: known ? dashboardUid : '',
    panelId: numberOf(body['panelId']),
    text: said,
    tags: Array.isArray(body['tags']) ? body['tags'].map(String) : [],
    time,
    timeEnd: numberOf(body['timeEnd']) || time,
    created: now,
    updated: now,
    createdBy: principalKey(principal),
    data: isObject(body['data']) ? body['data'] : {},
  });
  return json(200, { id, message: 'Annotation added' });
}

/** GET /api/annotations: the newest first. */
export function listAnnotations(call: Call): Reply {
  const { workspace, principal, query } = call;
  requireAction(workspace, principal, 'annotations:read');
  const from = Number(query.get('from') ?? 0);
  const to = Number(query.get('to') ?? 0) || Infinity;
  const dashboardUid = query.get('dashboardUID');
  const tags = query.getAll('tags');
  return json(
    200,
    workspace.store.annotations
      .values()
      .filter((a) => a.timeEnd >= from && a.time <= to)
      .filter((a) => dashboardUid === null || a.dashboardUid === dashboardUid)
      .filter((a) => tags.every((tag) => a.tags.includes(tag)))
      .toSorted((a, b) => b.time - a.time || b.id - a.id)
      .slice(0, countOf(call, 'limit', 100))
      .map((a) => dto(call, a)),
  );
}

function dto({ workspace }: Call, a: AnnotationRecord): JsonObject {
  const by = principalOf(workspace.store, a.createdBy);
  return {
    id: a.id,
    alertId: 0,
    alertName: '',
    dashboardId: workspace.store.dashboards.get(a.dashboardUid)?.id ?? 0,
    dashboardUID: a.dashboardUid || (workspace.generation.modern ? '' : null),
    panelId: a.panelId,
    userId: by?.id ?? 0,
    newState: '',
    prevState: '',
    created: a.created,
    updated: a.updated,
    time: a.time,
    timeEnd: a.timeEnd,
    text: a.text,
    tags: [...a.tags],
    login: by?.login ?? '',
    email: by?.login ?? '',
    avatarUrl: avatarOf(by?.login ?? ''),
    data: a.data,
  };
}

/** DELETE /api/annotations/:id */
export function deleteAnnotation(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'annotations:delete');
  if (
    !call.workspace.store.annotations.delete(param(call, 'id')) &&
    !call.workspace.generation.modern
  )
    return message(404, 'Annotation not found');
  return message(200, 'Annotation deleted');
}
