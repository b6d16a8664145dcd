import { isObject, textAt } from '../model/json.ts';
import type { Json } from '../../state/resource.ts';
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
      const content = textAt(panel.options, 'content') || textAt(panel.json, 'content');
      const found =
        (panel.type === 'text' ? SCRIPT.exec(content) : null) ??
        SCRIPT.exec(panel.description) ??
        scriptUrlsIn(panel.json)[0];
      if (found) yield { message: `The panel contains ${found[0].trim()}.`, panel };
    }
    for (const url of scriptUrlsIn(dashboard.json['links'] ?? null))
      yield { message: `A link of the dashboard is ${url.input.slice(0, 40)}.` };
  },
};

/** An element that runs, or an attribute or an address that does. */
const SCRIPT =
  /<script\b|<[a-z][^<>]*\son[a-z]+\s*=|(?:href|src)\s*=\s*["']?\s*javascript:|\]\(\s*javascript:/i;
const SCRIPT_URL = /^\s*(?:javascript|vbscript|data:text\/html)/i;

/** The addresses of links, data links and actions that run something, wherever they stand: added to `found`. */
function scriptUrlsIn(value: Json, found: RegExpExecArray[] = []): RegExpExecArray[] {
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') scriptUrlsIn(item, found);
  } else if (isObject(value)) {
    for (const key in value) {
      const own = value[key] ?? null;
      if (typeof own === 'object' && key !== 'panels') scriptUrlsIn(own, found);
      const script =
        (key === 'url' || key === 'href') && typeof own === 'string' ? SCRIPT_URL.exec(own) : null;
      if (script) found.push(script);
    }
  }
  return found;
}
