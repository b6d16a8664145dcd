import type { JsonObject } from '../resource.ts';
import { numberAt, objectAt, objectsAt } from '../json.ts';
import type { Rule } from './rule.ts';

/** A box on Grafana's grid of 24 columns; heights and y in units of 30 pixels. */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

const COLUMNS = 24;

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The boxes as Grafana draws them: kept inside the columns, gaps closed upward in reading order, none over another. In the order given. */
export function compact(boxes: readonly Box[]): Box[] {
  const placed: Box[] = [];
  const result = boxes.map((box) => ({ ...box }));
  const order = result
    .map((_, index) => index)
    .toSorted((a, b) => result[a]!.y - result[b]!.y || result[a]!.x - result[b]!.x || a - b);
  for (const index of order) {
    const box = result[index]!;
    if (box.x + box.w > COLUMNS) box.x = Math.max(0, COLUMNS - box.w);
    // The highest free place at or above its own; if it covers another there, the first free one below.
    const covers = (y: number): Box | undefined =>
      placed.find((other) => overlap({ ...box, y }, other));
    while (box.y > 0 && !covers(box.y - 1) && !covers(box.y)) box.y -= 1;
    for (let other = covers(box.y); other; other = covers(box.y)) box.y = other.y + other.h;
    placed.push(box);
  }
  return result;
}

/** The box of a panel, with what Grafana takes for the parts that are missing (PanelModel: 6 by 3, top left). */
export function boxOf(panel: JsonObject): Box {
  const place = objectAt(panel, 'gridPos') ?? {};
  const isRow = panel['type'] === 'row';
  return {
    x: numberAt(place, 'x') ?? 0,
    y: numberAt(place, 'y') ?? 0,
    w: isRow || isRepeatedSideways(panel) ? COLUMNS : (numberAt(place, 'w') ?? 6),
    h: isRow ? 1 : (numberAt(place, 'h') ?? 3),
  };
}

const isRepeatedSideways = (panel: JsonObject): boolean =>
  typeof panel['repeat'] === 'string' && panel['repeat'] !== '' && panel['repeatDirection'] !== 'v';

function compactPanels(panels: readonly JsonObject[]): void {
  const places = compact(panels.map(boxOf));
  panels.forEach((panel, index) => {
    const { h, w, x, y } = places[index]!;
    panel['gridPos'] = { h, w, x, y };
  });
}

export const LAYOUT_RULES: readonly Rule[] = [
  {
    name: 'closed-gaps',
    subject: 'dashboard',
    reason:
      'Grafana closes gaps upward when it draws, gives a panel that repeats sideways the whole width, and stores the places on a save',
    source:
      'pictures and places measured on 12.2: panels stand where the closed grid puts them; buildGridItemForPanel',
    apply: (dashboard) => {
      const panels = objectsAt(dashboard, 'panels');
      compactPanels(panels);
      for (const row of panels) compactPanels(objectsAt(row, 'panels'));
    },
  },
  {
    name: 'panel-order',
    subject: 'dashboard',
    reason: 'panels stand where their places say; their order in the list shows nowhere',
    source: 'Grafana 12.2, dashboard scene: panels are sorted by place on a save',
    apply: (dashboard) => {
      sortByPlace(dashboard);
      for (const row of objectsAt(dashboard, 'panels')) sortByPlace(row);
    },
  },
];

function sortByPlace(parent: JsonObject): void {
  if (!Array.isArray(parent['panels'])) return;
  parent['panels'] = objectsAt(parent, 'panels').toSorted((a, b) => {
    const [left, right] = [boxOf(a), boxOf(b)];
    return left.y === right.y ? left.x - right.x : left.y - right.y;
  });
}
