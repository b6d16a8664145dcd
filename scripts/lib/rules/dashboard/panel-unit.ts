import { textAt } from '../model/json.ts';
import { showsData, showsNumbers, type DashboardRule } from './dashboard-rule.ts';

/** Why: 250 of what? */
export const panelUnit: DashboardRule = {
  code: 'panel/unit',
  severity: 'warning',
  ownOnly: true,
  summary: 'Every number has a unit',
  why: 'Without a unit 250 may be milliseconds, mebibytes or requests; "short" says that it is a plain count.',
  source: 'dashboard-linter: panel-units-rule',
  bad: '{"fieldConfig": {"defaults": {}}}',
  good: '{"fieldConfig": {"defaults": {"unit": "s"}}}',
  *check(dashboard) {
    for (const panel of dashboard.panels) {
      if (!showsData(panel) || !showsNumbers(panel) || textAt(panel.defaults, 'unit') !== '')
        continue;
      // Names instead of numbers: value mappings, or a text field.
      if (Array.isArray(panel.defaults['mappings']) && panel.defaults['mappings'].length > 0)
        continue;
      yield {
        message: `"${panel.title}" has no unit.`,
        panel,
        fix: { description: 'set .unit(…); units.Short for a plain count' },
      };
    }
  },
};
