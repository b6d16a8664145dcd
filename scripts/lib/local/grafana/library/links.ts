import type { Json, JsonObject } from '../../../state/resource.ts';
import { currentBody } from '../../model/dashboards.ts';
import type { DashboardRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { isObject, stringOf } from '../call.ts';

/** The library panels that a dashboard names, by uid; `undefined` for one that is named without a uid. */
export function linksOf(body: JsonObject): (string | undefined)[] {
  return panelsIn(body).flatMap((panel) => {
    const link = panel['libraryPanel'];
    return isObject(link) ? [stringOf(link['uid']) || undefined] : [];
  });
}

const panelsIn = (holder: JsonObject): JsonObject[] => {
  const panels: Json = holder['panels'] ?? [];
  return Array.isArray(panels)
    ? panels.filter(isObject).flatMap((panel) => [panel, ...panelsIn(panel)])
    : [];
};

/** Dashboards that show a library panel. Unified storage notes none (recorded: `connections` is empty there). */
export function dashboardsWith(
  { store, generation }: Workspace,
  uid: string,
): readonly DashboardRecord[] {
  if (generation.unified) return [];
  return store.dashboards
    .values()
    .filter((dashboard) => linksOf(currentBody(store, dashboard)).includes(uid));
}

/**
 * Why a save fails at its library panels; undefined when it does not. One that does not exist, or is named without a uid, is
 * refused, with unified storage any. 9, 10 and unified storage have saved the dashboard by then all the same (recorded).
 */
export function libraryPanelFault(
  { store, generation }: Workspace,
  body: JsonObject,
): string | undefined {
  const links = linksOf(body);
  const faulty = links.find((uid) => uid === undefined || !store.libraryPanels.has(uid));
  const isFaulty = links.includes(undefined) || faulty !== undefined;
  if (generation.unified ? links.length === 0 : !isFaulty) return undefined;
  if (!generation.modern || generation.unified) return 'Error while connecting library panels';
  return links.includes(undefined)
    ? 'library panel header is missing required property uid'
    : 'library element could not be found';
}
