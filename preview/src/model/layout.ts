import { type GridPos, type Panel } from './dashboard.ts';
import { ALL, listOf, type Scope, type Selected, type Variable } from './variables.ts';

const COLUMNS = 24;

/** One thing on the page: a panel or a row's heading, where it stands and what its repeat set. */
export interface Placed {
  /** `panel-4`, and `panel-4-clone-1` for the second copy of a repeat. */
  readonly key: string;
  readonly panel: Panel;
  readonly gridPos: GridPos;
  readonly scope: Scope;
  /** Of a copy: the place of all copies together, which nothing else moves into where their last line is not full. */
  readonly cell?: GridPos;
  /** Of a row's heading. */
  readonly row?: { collapsed: boolean; panels: number; key: string };
}

/**
 * Panels with repeats made and rows opened or closed. `toggled` holds the keys of rows that the reader switched.
 * Nothing is left floating: like Grafana, the page closes gaps upward.
 */
export function placePanels(
  panels: readonly Panel[],
  variables: readonly Variable[],
  toggled: ReadonlySet<string>,
): Placed[] {
  const placed: Placed[] = [];
  let shift = 0;
  for (const section of sectionsOf(panels)) {
    if (!section.row) {
      shift += placeAll(section.panels, variables, {}, '', shift, placed);
      continue;
    }
    for (const [index, selected] of copies(section.row, variables).entries()) {
      const scope = section.row.repeat && selected ? { [section.row.repeat]: selected } : {};
      const suffix = index === 0 ? '' : `-clone-${index}`;
      const key = `row-${section.row.id}${suffix}`;
      const collapsed = (section.row.collapsed ?? false) !== toggled.has(key);
      const copyShift = shift + (index === 0 ? 0 : index * section.height);
      placed.push({
        key,
        panel: section.row,
        gridPos: { x: 0, w: COLUMNS, h: 1, y: (section.row.gridPos?.y ?? 0) + copyShift },
        scope,
        row: { collapsed, panels: section.panels.length, key },
      });
      if (!collapsed) {
        // A collapsed row's panels keep the places that they had below it.
        const opened = section.row.collapsed ? section.height - 1 : 0;
        shift +=
          placeAll(
            section.panels,
            variables,
            scope,
            index === 0 ? '' : `panel-${section.row.id}-clone-${index}`,
            copyShift,
            placed,
          ) + opened;
      }
    }
    shift += (copies(section.row, variables).length - 1) * section.height;
  }
  return compact(placed);
}

interface Section {
  readonly row?: Panel;
  readonly panels: readonly Panel[];
  /** Grid units of the row with what is below it. */
  readonly height: number;
}

function sectionsOf(panels: readonly Panel[]): Section[] {
  const sections: { row?: Panel; panels: Panel[]; height: number }[] = [{ panels: [], height: 0 }];
  const ordered = [...panels].sort(
    (a, b) =>
      (a.gridPos?.y ?? 0) - (b.gridPos?.y ?? 0) || (a.gridPos?.x ?? 0) - (b.gridPos?.x ?? 0),
  );
  for (const panel of ordered) {
    if (panel.type === 'row')
      sections.push({
        row: panel,
        panels: panel.collapsed ? [...(panel.panels ?? [])] : [],
        height: 1,
      });
    else sections.at(-1)?.panels.push(panel);
  }
  for (const section of sections) {
    const top = section.row?.gridPos?.y ?? Math.min(...section.panels.map((p) => p.gridPos.y));
    const bottom = Math.max(top + 1, ...section.panels.map((p) => p.gridPos.y + p.gridPos.h));
    section.height = section.panels.length > 0 || section.row ? bottom - top : 0;
  }
  return sections;
}

/** Places the panels of a section and returns by how many grid units its repeats made it higher. */
function placeAll(
  panels: readonly Panel[],
  variables: readonly Variable[],
  scope: Scope,
  suffix: string,
  shift: number,
  into: Placed[],
): number {
  let grown = 0;
  for (const panel of panels) {
    const values = copies(panel, variables, scope);
    const base = { ...panel.gridPos, y: panel.gridPos.y + shift + grown };
    if (!panel.repeat || values.length === 0 || (values.length === 1 && values[0] === undefined)) {
      into.push({ key: keyOf(panel, suffix), panel, gridPos: base, scope });
      continue;
    }
    const vertical = panel.repeatDirection === 'v';
    const perRow = Math.min(values.length, panel.maxPerRow ?? 4);
    const width = vertical ? base.w : COLUMNS / perRow;
    const rows = vertical ? values.length : Math.ceil(values.length / perRow);
    const cell = {
      ...(vertical ? base : { ...base, x: 0, w: COLUMNS }),
      h: rows * base.h,
    };
    for (const [index, selected] of values.entries()) {
      const gridPos = vertical
        ? { ...base, y: base.y + index * base.h }
        : {
            x: (index % perRow) * width,
            y: base.y + Math.floor(index / perRow) * base.h,
            w: width,
            h: base.h,
          };
      const own = selected ? { ...scope, [panel.repeat]: selected } : scope;
      const key = `${keyOf(panel, suffix)}-clone-${index}`;
      into.push({ key, panel, gridPos, scope: own, cell });
    }
    grown += (rows - 1) * base.h;
  }
  return grown;
}

/** Grafana's own key: in the copy of a row, the row's key comes first. */
const keyOf = (panel: Panel, row: string): string =>
  row ? `${row}/grid-item-${panel.id}/panel-${panel.id}` : `panel-${panel.id}`;

/** What a repeated thing is repeated over; one `undefined` where it is not repeated. */
function copies(
  panel: Panel,
  variables: readonly Variable[],
  scope: Scope = {},
): (Selected | undefined)[] {
  if (!panel.repeat || scope[panel.repeat]) return [undefined];
  const variable = variables.find((v) => v.model.name === panel.repeat);
  if (!variable) return [undefined];
  const chosen = listOf(variable.selected.value);
  const values = chosen.includes(ALL)
    ? variable.options.map((o) => o.value).filter((v) => v !== ALL)
    : chosen;
  const selections = values.map((value) => ({
    value,
    text: variable.options.find((o) => o.value === value)?.text ?? value,
  }));
  return selections.length > 0 ? selections : [undefined];
}

/** Moves everything up as far as it goes without overlap, in reading order (react-grid-layout's vertical compaction). */
function compact(placed: readonly Placed[]): Placed[] {
  const ordered = [...placed].sort(
    (a, b) =>
      placeOf(a).y - placeOf(b).y || placeOf(a).x - placeOf(b).x || a.gridPos.y - b.gridPos.y,
  );
  const heights = new Array<number>(COLUMNS).fill(0);
  const tops = new Map<GridPos, number>();
  return ordered.map((item) => {
    const place = placeOf(item);
    const y = tops.get(place) ?? topOf(place, heights);
    tops.set(place, y);
    return { ...item, gridPos: { ...item.gridPos, y: y + item.gridPos.y - place.y } };
  });
}

const placeOf = (item: Placed): GridPos => item.cell ?? item.gridPos;

/** The highest free place below what is there; takes it. */
function topOf({ x, w, h }: GridPos, heights: number[]): number {
  const columns = Array.from({ length: COLUMNS }, (_, c) => c).filter(
    (c) => c + 1 > x && c < x + w,
  );
  const top = Math.max(0, ...columns.map((c) => heights[c] ?? 0));
  for (const c of columns) heights[c] = top + h;
  return top;
}
