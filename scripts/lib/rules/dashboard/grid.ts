import type { PanelModel } from '../model/model.ts';
import type { DashboardRule } from './dashboard-rule.ts';

const COLUMNS = 24;

/** Why: Grafana moves what does not fit, and the dashboard looks different from the code. */
export const grid: DashboardRule = {
  code: 'dashboard/grid',
  severity: 'warning',
  summary: 'Panels lie within 24 columns and do not overlap',
  why: 'Grafana moves panels that overlap or stick out when it opens the dashboard: what is shown is not what the code says.',
  bad: '{"gridPos": {"x": 16, "y": 0, "w": 12, "h": 8}}',
  good: '{"gridPos": {"x": 12, "y": 0, "w": 12, "h": 8}}',
  *check(dashboard) {
    const containers = new Map<string, PanelModel[]>();
    for (const panel of dashboard.panels) {
      // Rows take the whole width whatever they say.
      if (!panel.grid || panel.type === 'row') continue;
      const { x, w, h } = panel.grid;
      if (x < 0 || w <= 0 || h <= 0 || x + w > COLUMNS) {
        yield { message: `Columns ${x} to ${x + w} do not fit into ${COLUMNS}.`, panel };
        continue;
      }
      const others = containers.get(panel.container);
      if (others) others.push(panel);
      else containers.set(panel.container, [panel]);
    }
    for (const panels of containers.values())
      for (const [above, below] of overlaps(panels))
        yield { message: `It overlaps "${above.path}".`, panel: below };
  },
};

/** Pairs that overlap, each panel at most once, by a sweep from top to bottom. */
function* overlaps(panels: readonly PanelModel[]): Generator<[PanelModel, PanelModel]> {
  const sorted = panels.toSorted((a, b) => (a.grid?.y ?? 0) - (b.grid?.y ?? 0));
  let open: PanelModel[] = [];
  for (const panel of sorted) {
    const { grid: place } = panel;
    if (!place) continue;
    open = open.filter((other) => other.grid && other.grid.y + other.grid.h > place.y);
    const hit = open.find(
      ({ grid: other }) => other && other.x < place.x + place.w && place.x < other.x + other.w,
    );
    if (hit) yield [hit, panel];
    open.push(panel);
  }
}
