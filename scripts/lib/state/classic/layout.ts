import type { Json, JsonObject } from '../resource.ts';
import { numberAt, objectAt, objectsAt, stringAt } from '../json.ts';
import { classicPanel } from './panels.ts';

/** Panels placed, and the first free line below them. */
interface Placed {
  readonly panels: JsonObject[];
  readonly below: number;
}

/** The panels of a layout of schema v2 on one grid; undefined for layouts that a grid cannot show: tabs, automatic grids, conditions. */
export function classicPanels(layout: JsonObject, elements: JsonObject): JsonObject[] | undefined {
  return place(layout, elements, 0)?.panels;
}

function place(layout: JsonObject, elements: JsonObject, top: number): Placed | undefined {
  const spec = objectAt(layout, 'spec') ?? {};
  if (layout['kind'] === 'GridLayout') return placeGrid(spec, elements, top);
  if (layout['kind'] === 'RowsLayout') return placeRows(spec, elements, top);
  return undefined;
}

function placeGrid(spec: JsonObject, elements: JsonObject, top: number): Placed | undefined {
  const panels: JsonObject[] = [];
  let below = top;
  for (const item of objectsAt(spec, 'items')) {
    const inner = objectAt(item, 'spec') ?? {};
    if (item['kind'] === 'GridLayoutRow') {
      const y = top + (numberAt(inner, 'y') ?? 0);
      const grid = placeGrid({ items: inner['elements'] ?? [] }, elements, y + 1);
      if (!grid) return undefined;
      panels.push(...row(inner, y, inner['collapsed'] === true, grid.panels));
      below = Math.max(below, y + 1);
      continue;
    }
    const name = stringAt(objectAt(inner, 'element') ?? {}, 'name') ?? '';
    const element = objectAt(elements, name);
    if (item['kind'] !== 'GridLayoutItem' || !element || inner['conditionalRendering'])
      return undefined;
    const y = top + (numberAt(inner, 'y') ?? 0);
    const h = numberAt(inner, 'height') ?? 8;
    const place = { x: inner['x'] ?? 0, y, w: inner['width'] ?? 12, h };
    panels.push({ ...classicPanel(element, place), ...repeatOf(inner) });
    below = Math.max(below, y + h);
  }
  return { panels, below };
}

function placeRows(spec: JsonObject, elements: JsonObject, top: number): Placed | undefined {
  const panels: JsonObject[] = [];
  let y = top;
  for (const one of objectsAt(spec, 'rows')) {
    const inner = objectAt(one, 'spec') ?? {};
    const hidden = inner['hideHeader'] === true;
    const conditions = objectAt(objectAt(inner, 'conditionalRendering') ?? {}, 'spec');
    if (conditions && objectsAt(conditions, 'items').length > 0) return undefined;
    const grid = place(objectAt(inner, 'layout') ?? {}, elements, hidden ? y : y + 1);
    if (!grid) return undefined;
    const collapsed = inner['collapse'] === true;
    panels.push(...(hidden ? grid.panels : row(inner, y, collapsed, grid.panels)));
    y = collapsed && !hidden ? y + 1 : grid.below;
  }
  return { panels, below: y };
}

/** A row: its header, and its panels in it when it is collapsed, else after it. */
function row(spec: JsonObject, y: number, collapsed: boolean, inside: JsonObject[]): JsonObject[] {
  const header: JsonObject = {
    type: 'row',
    title: stringAt(spec, 'title') ?? '',
    collapsed,
    gridPos: { x: 0, y, w: 24, h: 1 },
    panels: collapsed ? inside : [],
    ...repeatOf(spec),
  };
  return collapsed ? [header] : [header, ...inside];
}

function repeatOf(spec: JsonObject): JsonObject {
  const repeat = objectAt(spec, 'repeat');
  if (!repeat) return {};
  const { value, direction, maxPerRow } = repeat;
  const known: [string, Json | undefined][] = [
    ['repeat', value],
    ['repeatDirection', direction],
    ['maxPerRow', maxPerRow],
  ];
  return Object.fromEntries(
    known.filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}
