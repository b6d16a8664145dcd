import { numberAt, objectAt, objectsAt, textAt } from '../model/json.ts';
import type { PanelModel } from '../model/model.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Why: a colour that no value can reach is a warning that never comes. */
export const thresholds: DashboardRule = {
  code: 'panel/thresholds',
  severity: 'warning',
  summary: 'Thresholds ascend and can be reached',
  why: 'A step outside the range of the values, or behind a higher one, never shows its colour: the warning does not come.',
  bad: '{"unit": "percentunit", "max": 1, "thresholds": {"steps": [{"value": null}, {"value": 80}]}}',
  good: '{"unit": "percentunit", "max": 1, "thresholds": {"steps": [{"value": null}, {"value": 0.8}]}}',
  *check(dashboard) {
    for (const panel of dashboard.panels) {
      const { defaults } = panel;
      if (!isPainted(panel)) continue;
      const config = objectAt(defaults, 'thresholds');
      const isPercent = textAt(config, 'mode') === 'percentage';
      const least = isPercent ? 0 : numberAt(defaults, 'min');
      const most = isPercent
        ? 100
        : (numberAt(defaults, 'max') ?? mostOf(textAt(defaults, 'unit')));
      let before = -Infinity;
      for (const step of objectsAt(config, 'steps')) {
        const value = numberAt(step, 'value');
        if (value === undefined) continue;
        if (value < before)
          yield { message: `The thresholds ${before} and ${value} do not ascend.`, panel };
        else if (most !== undefined && value > most)
          yield { message: `No value reaches the threshold ${value}: the most is ${most}.`, panel };
        // A first coloured step is often written as the minimum itself.
        else if (least !== undefined && value < least && before !== -Infinity)
          yield { message: `The threshold ${value} lies below the least value, ${least}.`, panel };
        before = value;
      }
    }
  },
};

/** A share is at most 1; a ratio of other things may be more, so that some room is left. */
const mostOf = (unit: string): number | undefined => (unit === 'percentunit' ? 10 : undefined);

/** Every panel carries thresholds, most of them Grafana's default (red from 80), and most do not show them. */
function isPainted({ type, defaults }: PanelModel): boolean {
  if (PAINTED.has(type)) return true;
  const style = textAt(objectAt(objectAt(defaults, 'custom'), 'thresholdsStyle'), 'mode');
  return style !== '' && style !== 'off';
}

const PAINTED = new Set(['stat', 'gauge', 'bargauge', 'state-timeline', 'status-history']);
