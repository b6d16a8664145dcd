import type { JsonObject } from '../../state/resource.ts';
import { canonicalJson, jsonEqual, objectsAt } from '../../state/json.ts';
import type { PanelView } from './dashboard-view.ts';
import { queryText } from './queries.ts';

export interface PanelPair {
  readonly before: PanelView;
  readonly after: PanelView;
}

/** The panels of two dashboards brought together. */
export interface MatchedPanels {
  readonly pairs: readonly PanelPair[];
  readonly removed: readonly PanelView[];
  readonly added: readonly PanelView[];
}

/** From sure to likely: the first rule that fits a pair decides. */
const TESTS: readonly ((before: PanelView, after: PanelView) => boolean)[] = [
  (a, b) => sameId(a, b) && a.name === b.name,
  (a, b) => jsonEqual(withoutPlace(a), withoutPlace(b)),
  (a, b) =>
    sameId(a, b) &&
    a.isRow === b.isRow &&
    (a.type === b.type || sameQueries(a, b) || isLinked(a) !== isLinked(b)),
  (a, b) => a.name === b.name && a.type === b.type && a.row?.name === b.row?.name,
  (a, b) => a.name === b.name && a.type === b.type,
  (a, b) => a.type === b.type && !a.isRow && sameQueries(a, b),
];

/** By id, then by likeness: an id that now belongs to something else, and a panel that lost its id, are seen through. */
export function matchPanels(
  before: readonly PanelView[],
  after: readonly PanelView[],
): MatchedPanels {
  const left = new Set(before);
  const right = new Set(after);
  const pairs: PanelPair[] = [];
  for (const fits of TESTS)
    for (const a of left) {
      const b = [...right].find((candidate) => fits(a, candidate));
      if (!b) continue;
      pairs.push({ before: a, after: b });
      left.delete(a);
      right.delete(b);
    }
  return { pairs, removed: [...left], added: [...right] };
}

const sameId = (a: PanelView, b: PanelView): boolean => a.id !== undefined && a.id === b.id;

/** Shows a library panel: what it shows is then kept there, its type and queries included. */
const isLinked = ({ panel }: PanelView): boolean => panel['libraryPanel'] !== undefined;

function withoutPlace({ panel }: PanelView): JsonObject {
  const { id: _, gridPos: __, panels: ___, ...rest } = panel;
  return rest;
}

function sameQueries(a: PanelView, b: PanelView): boolean {
  const texts = ({ panel }: PanelView): string[] =>
    objectsAt(panel, 'targets').map((target) => queryText(target)?.text ?? canonicalJson(target));
  const left = texts(a);
  return left.length > 0 && jsonEqual(left, texts(b));
}
