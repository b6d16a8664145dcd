import { dropWhen, isObject, jsonCopy, objectAt, objectsAt, stringAt } from './json.ts';
import { normaliseDashboard } from './normalise/index.ts';
import type { JsonObject, Resource } from './resource.ts';

/** Where a library panel carries its mark: it has neither tags nor a history, and keeps fields that Grafana does not know. */
export const LIBRARY_PANEL_MARK = 'publishedBy';

/** What the place in a dashboard says, and what our mark says: no part of what the panel shows. */
const NOT_CONTENT = ['id', 'gridPos', 'libraryPanel', LIBRARY_PANEL_MARK];

/** A library panel's model in the one form in which two can be compared: as a panel of a dashboard is. */
export function normaliseLibraryPanel(model: JsonObject): JsonObject {
  const [panel = {}] = objectsAt(normaliseDashboard(asDashboard(model)), 'panels');
  for (const key of NOT_CONTENT) delete panel[key];
  // The server adds an empty one (recorded on 9.4 and 12.2).
  dropWhen(panel, 'description', '');
  return panel;
}

/** A dashboard with this one panel, so that what is known of panels serves here, too. */
export function asDashboard(model: JsonObject): JsonObject {
  const panel = jsonCopy(model);
  for (const key of NOT_CONTENT) delete panel[key];
  return { panels: [{ ...panel, id: 1, gridPos: { x: 0, y: 0, w: 12, h: 8 } }] };
}

/** The library panels that a dashboard shows, by uid. */
export function libraryPanelsOf(model: JsonObject): string[] {
  const inside = (holder: JsonObject): string[] =>
    objectsAt(holder, 'panels').flatMap((panel) => {
      const link = objectAt(panel, 'libraryPanel');
      const uid = isObject(link) ? stringAt(link, 'uid') : undefined;
      return [...(uid === undefined ? [] : [uid]), ...inside(panel)];
    });
  return inside(model);
}

/**
 * The same of a dashboard in schema v2, whose panels are elements by name (LibraryPanelKind of
 * https://github.com/grafana/grafana/blob/main/apps/dashboard/kinds/v2beta1/dashboard_spec.cue).
 */
export function libraryPanelsOfElements(spec: JsonObject): string[] {
  return Object.values(objectAt(spec, 'elements') ?? {}).flatMap((element) => {
    if (!isObject(element) || element['kind'] !== 'LibraryPanel') return [];
    const uid = stringAt(objectAt(objectAt(element, 'spec') ?? {}, 'libraryPanel') ?? {}, 'uid');
    return uid === undefined ? [] : [uid];
  });
}

/** The same resources, each dashboard with what its library panels show in their places, as Grafana draws it. Those of others stay links. */
export function fillLibraryPanels(resources: readonly Resource[]): readonly Resource[] {
  const library = new Map(
    resources.flatMap((one): [string, JsonObject][] =>
      one.kind === 'library-panel' ? [[one.uid, one.model]] : [],
    ),
  );
  if (library.size === 0) return resources;
  return resources.map((resource) =>
    resource.kind === 'dashboard' && libraryPanelsOf(resource.model).length > 0
      ? { ...resource, model: filled(resource.model, library) }
      : resource,
  );
}

function filled(holder: JsonObject, library: ReadonlyMap<string, JsonObject>): JsonObject {
  const panels = objectsAt(holder, 'panels').map((panel): JsonObject => {
    const shown = library.get(stringAt(objectAt(panel, 'libraryPanel') ?? {}, 'uid') ?? '');
    if (!shown) return panel['panels'] === undefined ? panel : filled(panel, library);
    const { id = null, gridPos = null } = panel;
    const { [LIBRARY_PANEL_MARK]: _, ...model } = shown;
    return { ...model, id, gridPos };
  });
  return { ...holder, panels };
}
