import type { JsonObject } from '../../state/resource.ts';
import { objectAt } from '../../state/json.ts';
import { compact, type Box } from '../../state/normalise/layout.ts';
import type { Difference } from '../plan.ts';
import type { PanelView } from './dashboard-view.ts';
import type { PanelPair } from './match-panels.ts';
import { differenceOf, within, type Place } from './place.ts';

/**
 * Panels that were moved or resized. What merely gave way (to a panel inserted, removed or resized, to a row that was
 * added or collapsed) is not one of them: the least number of panels whose change explains the rest is looked for.
 */
export function diffLayout(
  before: readonly PanelView[],
  after: readonly PanelView[],
  pairs: readonly PanelPair[],
): Difference[] {
  const rows = pairs.filter((pair) => pair.before.isRow);
  const from = sectionsOf(before, new Map(rows.map((pair) => [pair.before, pair])));
  const to = sectionsOf(after, new Map(rows.map((pair) => [pair.after, pair])));
  const sections = new Map<PanelPair | undefined, PanelPair[]>();
  const moved: Difference[] = [];
  for (const pair of pairs) {
    if (pair.before.isRow) continue;
    const section = to.get(pair.after);
    if (from.get(pair.before) === section)
      sections.set(section, [...(sections.get(section) ?? []), pair]);
    else moved.push(movedToRow(pair));
  }
  return [...movedRows(rows), ...moved, ...[...sections.values()].flatMap(diffSection)];
}

/** By panel the nearest row above it that both sides have: a row put in or taken out moves no panel. */
function sectionsOf(
  panels: readonly PanelView[],
  rows: ReadonlyMap<PanelView, PanelPair>,
): Map<PanelView, PanelPair | undefined> {
  const sections = new Map<PanelView, PanelPair | undefined>();
  let current: PanelPair | undefined;
  for (const panel of panels) {
    if (panel.isRow) current = rows.get(panel) ?? current;
    else sections.set(panel, current);
  }
  return sections;
}

function movedToRow(pair: PanelPair): Difference {
  const { before, after } = pair;
  return differenceOf('moved', placeOf(pair), position(before), position(after), {
    note: `from ${rowName(before)} to ${rowName(after)}`,
  });
}

const rowName = ({ row }: PanelView): string => (row ? `row "${row.name}"` : 'above the first row');

const placeOf = ({ before, after }: PanelPair): Place => ({
  path: [...(after.row ? [after.row.name] : []), before.name],
  before: before.pointer,
  after: after.pointer,
  panelId: before.id,
});

const position = ({ panel, row }: PanelView): JsonObject => {
  const { x = 0, y = 0 } = objectAt(panel, 'gridPos') ?? {};
  return { ...(row && { row: row.name }), x, y };
};

/** Rows that stand in another order: the fewest that explain it. */
function movedRows(pairs: readonly PanelPair[]): Difference[] {
  const before = pairs.toSorted((a, b) => a.before.box.y - b.before.box.y);
  const after = pairs.toSorted((a, b) => a.after.box.y - b.after.box.y);
  const stay = new Set(longestRising(before.map((pair) => after.indexOf(pair))));
  return before.flatMap((pair, index) => {
    const now = after.indexOf(pair);
    if (stay.has(now)) return [];
    const next = after[now + 1];
    return [
      differenceOf(
        'moved',
        placeOf(pair),
        { row: index + 1 },
        { row: now + 1 },
        {
          note: `row moved ${next ? `before "${next.after.name}"` : 'to the end'}, with its panels`,
        },
      ),
    ];
  });
}

function diffSection(pairs: readonly PanelPair[]): Difference[] {
  const culprits = explain(pairs);
  const rest = pairs.filter((pair) => !culprits.has(pair));
  return pairs
    .filter((pair) => culprits.has(pair) && !spreadByRepeat(pair))
    .flatMap((pair) => {
      const { before, after } = pair;
      const place = placeOf(pair);
      const resized = before.box.w !== after.box.w || before.box.h !== after.box.h;
      const stayed =
        before.box.x === after.box.x && rank(before, rest, 'before') === rank(after, rest, 'after');
      return [
        ...(resized
          ? [differenceOf('changed', within(place, 'size', 'gridPos'), size(before), size(after))]
          : []),
        ...(resized && stayed
          ? []
          : [
              differenceOf(
                'moved',
                within(place, undefined, 'gridPos'),
                position(before),
                position(after),
              ),
            ]),
      ];
    });
}

/** A panel that begins or ends to repeat takes the whole width, or gives it back: said with the repeat. */
const spreadByRepeat = ({ before, after }: PanelPair): boolean =>
  before.box.h === after.box.h &&
  ['repeat', 'repeatDirection'].some((key) => before.panel[key] !== after.panel[key]);

const size = ({ box }: PanelView): string => `${box.w}×${box.h}`;

/** How many of the others come first when one reads from the top left. */
const rank = (view: PanelView, others: readonly PanelPair[], side: 'before' | 'after'): number =>
  others.filter((pair) => readingOrder(pair[side].box, view.box) < 0).length;

const readingOrder = (a: Box, b: Box): number => a.y - b.y || a.x - b.x;

/** The fewest panels (in practice: none, one, or a few) without which both sides stand the same. */
function explain(pairs: readonly PanelPair[]): ReadonlySet<PanelPair> {
  const changed = new Set(
    pairs.filter(({ before: { box: a }, after: { box: b } }) => a.w !== b.w || a.h !== b.h),
  );
  if (standsTheSame(pairs, changed)) return changed;
  for (const candidate of pairs) {
    if (changed.has(candidate)) continue;
    const set = new Set([...changed, candidate]);
    if (standsTheSame(pairs, set)) return set;
  }
  // Several were moved: those in another column, and those out of order.
  const culprits = new Set(
    pairs.filter((pair) => changed.has(pair) || pair.before.box.x !== pair.after.box.x),
  );
  const inOrder = pairs
    .filter((pair) => !culprits.has(pair))
    .toSorted((a, b) => readingOrder(a.before.box, b.before.box));
  const after = inOrder.toSorted((a, b) => readingOrder(a.after.box, b.after.box));
  const stay = new Set(longestRising(inOrder.map((pair) => after.indexOf(pair))));
  for (const [index, pair] of after.entries()) if (!stay.has(index)) culprits.add(pair);
  if (standsTheSame(pairs, culprits)) return culprits;
  const [left, right] = [arranged(pairs, culprits, 'before'), arranged(pairs, culprits, 'after')];
  for (const [pair, box] of left) if (right.get(pair)?.y !== box.y) culprits.add(pair);
  return culprits;
}

function standsTheSame(pairs: readonly PanelPair[], without: ReadonlySet<PanelPair>): boolean {
  const right = arranged(pairs, without, 'after');
  return [...arranged(pairs, without, 'before')].every(([pair, box]) => {
    const other = right.get(pair);
    return other !== undefined && other.x === box.x && other.y === box.y;
  });
}

/** The panels of a section, closed up, as they would stand without some of them. */
function arranged(
  pairs: readonly PanelPair[],
  without: ReadonlySet<PanelPair>,
  side: 'before' | 'after',
): Map<PanelPair, Box> {
  const kept = pairs.filter((pair) => !without.has(pair));
  const top = Math.min(...kept.map((pair) => pair[side].box.y));
  const boxes = compact(kept.map((pair) => ({ ...pair[side].box, y: pair[side].box.y - top })));
  return new Map(kept.map((pair, index) => [pair, boxes[index]!]));
}

/** The values of a longest rising subsequence. */
function longestRising(values: readonly number[]): number[] {
  const chains: number[][] = [];
  let best: number[] = [];
  for (const [index, value] of values.entries()) {
    let chain: number[] = [];
    for (let at = 0; at < index; at++) {
      const other = chains[at] ?? [];
      if ((values[at] ?? 0) < value && other.length > chain.length) chain = other;
    }
    const own = [...chain, value];
    chains.push(own);
    if (own.length > best.length) best = own;
  }
  return best;
}
