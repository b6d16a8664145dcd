import { textAt } from '../model/json.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Why: Grafana strips scripts unless sanitising is off; then they run with the rights of whoever looks. */
export const scriptsInText: DashboardRule = {
  code: 'panel/script',
  severity: 'error',
  summary: 'Text panels and links carry no scripts',
  why: 'Where sanitising is switched off a script runs with the rights of everybody who opens the dashboard; elsewhere it is stripped and the panel is broken.',
  source: 'https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/text/',
  bad: '<script>fetch("/api/user")</script>',
  good: '**Runbook:** see the wiki',
  *check(dashboard) {
    for (const panel of dashboard.panels) {
      if (panel.type !== 'text') continue;
      const content = textAt(panel.options, 'content') || textAt(panel.json, 'content');
      const found = /<script\b|\son(?:error|load|click|mouseover)\s*=|javascript:/i.exec(content);
      if (found) yield { message: `The text contains ${found[0].trim()}.`, panel };
    }
  },
};
