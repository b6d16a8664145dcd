import { nearest } from '../text/nearest.ts';
import { BUILT_IN_SOURCES } from './model/data-source.ts';
import { objectAt, objectsAt, textAt } from './model/json.ts';
import type { AlertRuleGroupResource, JsonObject } from '../state/resource.ts';
import type { DashboardModel } from './model/model.ts';
import type { RawFinding } from './raw-finding.ts';
import type { RuleInfo } from './rule.ts';

/** Why: what an alert rule refers to is looked for when it fires, at night. */
export const alertReference: RuleInfo = {
  code: 'alert/reference',
  severity: 'error',
  summary: 'Alert rules refer to data sources, dashboards, panels and queries that there are',
  why: 'A rule over a data source that was removed ends in DatasourceError; a notification whose panel is gone leads nowhere; a condition that names no query never fires.',
  source: 'https://grafana.com/docs/grafana/latest/alerting/',
  bad: '{"datasourceUid": "ampp"}, {"annotations": {"__dashboardUid__": "todo-app", "__panelId__": "999"}}',
  good: '{"datasourceUid": "amp"}, {"annotations": {"__dashboardUid__": "todo-app", "__panelId__": "14"}}',
};

export interface Referable {
  readonly dataSources: ReadonlyMap<string, string>;
  readonly dashboards: readonly DashboardModel[];
}

/** What the rules of a group name and nobody has. */
export function brokenReferences(group: AlertRuleGroupResource, known: Referable): RawFinding[] {
  return objectsAt(group.model, 'rules').flatMap((rule) =>
    [...inData(rule, known), ...inAnnotations(rule, known)].map((message) => ({
      code: alertReference.code,
      severity: alertReference.severity,
      message,
      uid: group.uid,
      panel: `alert "${textAt(rule, 'title')}"`,
    })),
  );
}

function* inData(rule: JsonObject, { dataSources }: Referable): Generator<string> {
  const data = objectsAt(rule, 'data');
  const refIds = new Set(data.map((query) => textAt(query, 'refId')));
  for (const query of data) {
    const uid = textAt(query, 'datasourceUid');
    const isExpression = uid === '-100' || BUILT_IN_SOURCES.has(uid);
    if (!isExpression && !dataSources.has(uid)) {
      const close = nearest(uid, dataSources.keys());
      yield `There is no data source "${uid}".${close ? ` Did you mean ${close}?` : ''}`;
    }
    const { type, expression } = objectAt(query, 'model');
    if (
      isExpression &&
      type !== 'math' &&
      typeof expression === 'string' &&
      !refIds.has(expression)
    )
      yield `The expression ${textAt(query, 'refId')} reads "${expression}", which is no query of the rule.`;
  }
  const condition = textAt(rule, 'condition');
  if (condition !== '' && !refIds.has(condition))
    yield `The condition is "${condition}", which is no query of the rule.`;
}

function* inAnnotations(rule: JsonObject, { dashboards }: Referable): Generator<string> {
  const annotations = objectAt(rule, 'annotations');
  const uid = textAt(annotations, '__dashboardUid__');
  if (uid === '') return;
  const dashboard = dashboards.find((each) => each.uid === uid);
  const panelId = textAt(annotations, '__panelId__');
  if (!dashboard) yield `It leads to the dashboard "${uid}", which is not of this repository.`;
  else if (panelId !== '' && !dashboard.panels.some(({ id }) => String(id) === panelId))
    yield `It leads to panel ${panelId} of "${dashboard.title}", which has no such panel.`;
}
