import { jsonCopy, objectAt } from '../json.ts';
import { BARE_HEATMAP } from './plugins/heatmap.ts';
import type { Rule } from './rule.ts';

/** Options that a later release writes in another way, before what equals a default goes (field-rules.ts). */
export const OPTION_RULES: readonly Rule[] = [
  {
    name: 'bare-heatmap',
    subject: 'panel',
    reason: 'a heatmap without options gets those of its Angular predecessor when it is drawn',
    source:
      "test/recordings/browser-saves/ui-types-description.json; Grafana's heatmapMigrationHandler",
    apply: (panel) => {
      const options = objectAt(panel, 'options') ?? {};
      if (panel['type'] === 'heatmap' && Object.keys(options).length === 0)
        panel['options'] = jsonCopy(BARE_HEATMAP);
    },
  },
  {
    name: 'hidden-legend',
    subject: 'panel',
    reason: 'a legend that is hidden was a mode of it before it became a switch',
    source: 'Grafana 9 to 13, migration to schema version 37',
    apply: (panel) => {
      const legend = objectAt(objectAt(panel, 'options') ?? {}, 'legend');
      if (legend?.['displayMode'] !== 'hidden') return;
      legend['displayMode'] = 'list';
      legend['showLegend'] = false;
    },
  },
  {
    name: 'heatmap-tooltip',
    subject: 'panel',
    reason: 'whether a heatmap shows a tooltip was a switch before it became a mode',
    source: 'Grafana 10.3 and later, heatmapMigrationHandler',
    apply: (panel) => {
      const tooltip = objectAt(objectAt(panel, 'options') ?? {}, 'tooltip');
      if (panel['type'] !== 'heatmap' || tooltip?.['show'] === undefined) return;
      tooltip['mode'] ??= tooltip['show'] === true ? 'single' : 'none';
      delete tooltip['show'];
    },
  },
];
