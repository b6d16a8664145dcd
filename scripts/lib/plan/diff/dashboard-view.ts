import type { JsonObject } from '../../state/resource.ts';
import { numberAt, objectAt, objectsAt, stringAt } from '../../state/json.ts';
import { copyForComparison, normaliseInPlace } from '../../state/normalise/index.ts';
import { boxOf, type Box } from '../../state/normalise/layout.ts';

/** A panel or row of a normalised dashboard, with where it stands. */
export interface PanelView {
  readonly panel: JsonObject;
  /** Into the model as it was given. */
  readonly pointer: string;
  readonly id: number | undefined;
  /** The title, or what stands for a missing one. */
  readonly name: string;
  readonly type: string;
  readonly isRow: boolean;
  /** The row that it belongs to: the nearest one above, or the collapsed one that holds it. */
  readonly row: PanelView | undefined;
  /** Its place as if every row were open, so that opening or closing one moves nothing. */
  readonly box: Box;
}

/** A dashboard read for comparing. */
export interface DashboardView {
  /** Normalised. */
  readonly model: JsonObject;
  /** In reading order, rows included. */
  readonly panels: readonly PanelView[];
  /** JSON pointer, into the model as it was given, of a variable, annotation or link. */
  readonly pointerOf: (item: JsonObject) => string;
}

export function viewDashboard(original: JsonObject): DashboardView {
  const model = copyForComparison(original);
  const pointers = pointersOf(model);
  normaliseInPlace(model);
  const pointerOf = (item: JsonObject): string => pointers.get(item) ?? '';
  const panels: PanelView[] = [];
  let row: PanelView | undefined;
  let pushedDown = 0;
  const add = (panel: JsonObject, owner: PanelView | undefined, down: number): PanelView => {
    const view = viewPanel(panel, pointerOf(panel), owner, down);
    panels.push(view);
    return view;
  };
  for (const panel of objectsAt(model, 'panels')) {
    if (panel['type'] !== 'row') {
      add(panel, row, pushedDown);
      continue;
    }
    row = add(panel, undefined, pushedDown);
    const top = row.box.y + 1;
    let bottom = 0;
    for (const inner of objectsAt(panel, 'panels')) {
      const { box } = add(inner, row, top);
      bottom = Math.max(bottom, box.y + box.h - top);
    }
    pushedDown += bottom;
  }
  return { model, panels, pointerOf };
}

function viewPanel(
  panel: JsonObject,
  pointer: string,
  row: PanelView | undefined,
  down: number,
): PanelView {
  const type = stringAt(panel, 'type') ?? '';
  const id = numberAt(panel, 'id');
  const library = stringAt(objectAt(panel, 'libraryPanel') ?? {}, 'name');
  const box = boxOf(panel);
  const title = stringAt(panel, 'title') ?? library ?? '';
  return {
    panel,
    pointer,
    id,
    name: title === '' ? `untitled ${type || 'panel'}${id === undefined ? '' : ` ${id}`}` : title,
    type,
    isRow: type === 'row',
    row,
    box: { ...box, y: box.y + down },
  };
}

/** Where everything that is compared by itself stood before normalising moved it. */
function pointersOf(model: JsonObject): Map<JsonObject, string> {
  const pointers = new Map<JsonObject, string>();
  const note = (parent: JsonObject, key: string, prefix: string): void => {
    const list = parent[key];
    if (!Array.isArray(list)) return;
    list.forEach((item, index) => {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) return;
      const pointer = `${prefix}/${key}/${index}`;
      pointers.set(item, pointer);
      note(item, 'panels', pointer);
    });
  };
  note(model, 'panels', '');
  note(model, 'links', '');
  for (const group of ['templating', 'annotations'])
    note(objectAt(model, group) ?? {}, 'list', `/${group}`);
  return pointers;
}
