import type { DashboardRule } from './dashboard-rule.ts';
import type { PanelModel } from '../model/model.ts';

/** Why: links to a panel, annotations and alerts refer to it by its id. */
export const uniquePanelIds: DashboardRule = {
  code: 'dashboard/panel-ids',
  severity: 'error',
  summary: 'Every panel has an id of its own',
  fixable: true,
  why: 'Two panels of one id are one for links, alerts and annotations, and Grafana renumbers one of them on the next save. One panel object used twice gives this, too.',
  bad: '{"panels": [{"id": 1}, {"id": 1}]}',
  good: '{"panels": [{"id": 1}, {"id": 2}]}',
  *check({ panels, form }, { own, fixing }) {
    const seen = new Map<number, PanelModel>();
    let next = Math.max(0, ...panels.map(({ id }) => id ?? 0));
    const numbered = (panel: PanelModel, message: string) => {
      next++;
      return { message, panel, newId: next, fix: { description: `give it the id ${next}` } };
    };
    for (const panel of panels) {
      if (panel.id === undefined) {
        // Grafana numbers what has no id, each time anew: that is for the repository's own links and alerts to mind.
        if ((own || fixing) && form === 'classic') yield numbered(panel, 'The panel has no id.');
        continue;
      }
      // Rows of the old model are numbered apart.
      if (panel.id === 0 && panel.type === 'row') continue;
      const other = seen.get(panel.id);
      if (other === undefined) seen.set(panel.id, panel);
      else if (other.json === panel.json)
        yield { message: `"${panel.path}" is placed twice: one object, with one id.`, panel };
      else if (isCopy(panel, other))
        yield numbered(panel, `"${panel.path}" is placed twice, with one id: ${panel.id}.`);
      else yield numbered(panel, `Id ${panel.id} is also that of "${other.path}".`);
    }
  },
};

/** One object in two places. */
const isCopy = (one: PanelModel, other: PanelModel): boolean =>
  JSON.stringify({ ...one.json, gridPos: null }) ===
  JSON.stringify({ ...other.json, gridPos: null });
