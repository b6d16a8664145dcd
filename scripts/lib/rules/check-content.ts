import { metricsUsedBy, anchored } from '../queries/promql/selectors.ts';
import { durationSeconds } from '../queries/promql/literals.ts';
import { brokenReferences } from './alert-references.ts';
import { checkAlerts } from './check-alerts.ts';
import { checkDashboard, type Coverage } from './check-dashboard.ts';
import { QueryChecker } from './check-query.ts';
import { duplicateUids } from './duplicate-uid.ts';
import { objectAt, textAt } from './model/json.ts';
import { readDashboard } from './model/read-dashboard.ts';
import type { MetricCatalogue } from '../queries/promql/catalogue.ts';
import { fillLibraryPanels } from '../state/library-panel.ts';
import type { Resource } from '../state/resource.ts';
import type { DashboardModel } from './model/model.ts';
import type { RawFinding } from './raw-finding.ts';
import type { RuleInfo } from './rule.ts';

/** Why: what nobody looks at is paid for in vain, or a panel was forgotten. */
export const unusedMetric: RuleInfo = {
  code: 'promql/unused-metric',
  severity: 'info',
  summary: 'Every metric of the catalogue is looked at by a panel or an alert',
  why: 'A metric that nobody looks at costs storage and may be a panel that was forgotten. `npm run keep-list` drops it at the collector.',
  bad: 'a catalogue with python_info, and no query for it',
  good: 'a keep list without python_info',
};

export interface ContentToCheck {
  readonly resources: readonly Resource[];
  readonly catalogue?: MetricCatalogue;
  readonly grafanaVersion: string;
}

/** Everything that is wrong in a repository's own dashboards and alert rules, each alone and together. */
export function checkContent(
  { resources, catalogue, grafanaVersion }: ContentToCheck,
  coverage: Coverage,
): RawFinding[] {
  const sources = resources.filter((resource) => resource.kind === 'datasource');
  const dataSources = new Map(sources.map(({ uid, model }) => [uid, textAt(model, 'type')]));
  const intervals = new Map(
    sources.map(({ uid, model }) => [
      uid,
      durationSeconds(textAt(objectAt(model, 'jsonData'), 'timeInterval')),
    ]),
  );
  const checker = new QueryChecker({
    catalogue,
    scrapeIntervalSeconds: (uid) => intervals.get(uid ?? ''),
  });
  const dashboards = fillLibraryPanels(resources).filter(
    (resource) => resource.kind === 'dashboard',
  );
  const own = {
    dataSources,
    dashboards: new Set(dashboards.map(({ uid }) => uid)),
    grafanaVersion,
  };
  const models = dashboards.flatMap(({ model }) => readDashboard(model) ?? []);
  const findings = models.flatMap((model) => checkDashboard(model, checker, own, coverage));
  findings.push(...duplicateUids(resources));
  const texts = models.flatMap(promqlTexts);
  for (const resource of resources) {
    if (resource.kind !== 'alert-rule-group') continue;
    findings.push(...brokenReferences(resource, { dataSources, dashboards: models }));
    findings.push(...checkAlerts(resource, (uid) => dataSources.get(uid), checker, coverage));
    for (const text of JSON.stringify(resource.model).matchAll(/"expr":("(?:[^"\\]|\\.)*")/g))
      texts.push(String(JSON.parse(text[1] ?? '""')));
  }
  if (catalogue && models.length > 0) findings.push(...unusedMetrics(catalogue, texts));
  return findings;
}

const promqlTexts = ({ queries }: DashboardModel): string[] =>
  queries.filter(({ language }) => language === 'promql').map(({ text }) => text);

function unusedMetrics(catalogue: MetricCatalogue, texts: readonly string[]): RawFinding[] {
  const names = new Set<string>();
  const patterns: RegExp[] = [];
  for (const text of new Set(texts)) {
    const used = metricsUsedBy(text);
    used.names.forEach((name) => names.add(name));
    for (const pattern of used.patterns) {
      const regex = anchored(pattern);
      if (regex) patterns.push(regex);
    }
  }
  const expected = [...catalogue.values()].filter(({ optional }) => optional !== true);
  const unused = expected
    .map(({ name }) => name)
    .filter((name) => !names.has(name) && !patterns.some((pattern) => pattern.test(name)));
  if (unused.length === 0) return [];
  return [
    {
      code: unusedMetric.code,
      severity: unusedMetric.severity,
      message: `${unused.length} of ${expected.length} metrics are looked at by no panel and no alert: ${unused.sort().join(', ')}.`,
      fix: { description: 'npm run keep-list shows what the collector may drop' },
    },
  ];
}
