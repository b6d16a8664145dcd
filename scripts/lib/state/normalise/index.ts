import type { JsonObject } from '../resource.ts';
import {
  jsonCopy,
  jsonCopyWithoutNulls,
  objectAt,
  objectsAt,
  sortedCopyWithoutNulls,
} from '../json.ts';
import { ANNOTATION_RULES } from './annotation-rules.ts';
import { DASHBOARD_RULES } from './dashboard-rules.ts';
import { DATA_SOURCE_RULES } from './data-source-rules.ts';
import { FIELD_RULES } from './field-rules.ts';
import { LAYOUT_RULES } from './layout.ts';
import { OPTION_RULES } from './option-rules.ts';
import { PANEL_RULES } from './panel-rules.ts';
import { REFERENCE_RULES } from './data-source-reference.ts';
import type { Rule, RuleContext, RuleSubject } from './rule.ts';
import { TARGET_RULES } from './target-rules.ts';
import { VARIABLE_RULES } from './variable-rules.ts';

/**
 * Everything that may differ without a change, one rule each, in the order in which they are applied.
 * What no rule names counts as a change.
 */
export const RULES: readonly Rule[] = [
  ...REFERENCE_RULES,
  ...TARGET_RULES,
  ...PANEL_RULES,
  ...OPTION_RULES,
  ...FIELD_RULES,
  ...VARIABLE_RULES,
  ...DASHBOARD_RULES,
  ...ANNOTATION_RULES,
  ...LAYOUT_RULES,
  ...DATA_SOURCE_RULES,
];

/** A dashboard in the one form in which two can be compared: without what the server or a browser adds. The argument stays as it is. */
export function normaliseDashboard(model: JsonObject, rules: readonly Rule[] = RULES): JsonObject {
  const dashboard = sortedCopyWithoutNulls(model);
  normaliseInPlace(dashboard, rules);
  return dashboard;
}

/**
 * The first rule, for all of a dashboard at once: null is absent. A browser takes every null out of what it saves
 * (test/recordings/browser-saves: the null bases of thresholds; Grafana's sortedDeepCloneWithoutNulls).
 */
export const copyForComparison = (model: JsonObject): JsonObject => jsonCopyWithoutNulls(model);

/** The same on a copy (copyForComparison) that the caller owns; panels, queries and variables stay the objects that they are. */
export function normaliseInPlace(dashboard: JsonObject, rules: readonly Rule[] = RULES): void {
  // Looked up once for all rules about the same subject: rules take subjects away, and add none.
  const known = new Map<RuleSubject, [JsonObject, RuleContext][]>();
  for (const rule of rules) {
    const subjects = known.get(rule.subject) ?? subjectsOf(dashboard, rule.subject);
    known.set(rule.subject, subjects);
    for (const [subject, context] of subjects) rule.apply(subject, context);
  }
}

/** A data source, the body of POST /api/datasources or the answer of GET, in the one form in which two can be compared. */
export function normaliseDataSource(model: JsonObject, rules: readonly Rule[] = RULES): JsonObject {
  const source = jsonCopy(model);
  for (const rule of rules)
    if (rule.subject === 'datasource') rule.apply(source, { dashboard: source });
  return source;
}

/** The panels of a dashboard, those of collapsed rows after their row. */
export const panelsOf = (dashboard: JsonObject): JsonObject[] =>
  objectsAt(dashboard, 'panels').flatMap((panel) => [panel, ...objectsAt(panel, 'panels')]);

function subjectsOf(dashboard: JsonObject, subject: RuleSubject): [JsonObject, RuleContext][] {
  const context = { dashboard };
  const within = (key: string): [JsonObject, RuleContext][] =>
    objectsAt(objectAt(dashboard, key) ?? {}, 'list').map((entry) => [entry, context]);
  switch (subject) {
    case 'dashboard':
      return [[dashboard, context]];
    case 'panel':
      return panelsOf(dashboard).map((panel) => [panel, context]);
    case 'target':
      return panelsOf(dashboard).flatMap((panel) =>
        objectsAt(panel, 'targets').map((target): [JsonObject, RuleContext] => [
          target,
          { dashboard, panel },
        ]),
      );
    case 'variable':
      return within('templating');
    case 'annotation':
      return within('annotations');
    default:
      return [];
  }
}
