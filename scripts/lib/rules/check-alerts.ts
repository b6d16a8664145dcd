import { isGlobalVariable, variablesIn } from '../queries/promql/variables.ts';
import { parsePromql } from '../queries/promql/parse.ts';
import { languageOf } from './model/data-source.ts';
import { objectAt, objectsAt, textAt } from './model/json.ts';
import type { AlertRuleGroupResource } from '../state/resource.ts';
import type { Coverage } from './check-dashboard.ts';
import type { QueryChecker } from './check-query.ts';
import type { QueryModel } from './model/model.ts';
import type { RawFinding } from './raw-finding.ts';
import type { RuleInfo } from './rule.ts';

/** Why: no browser stands between an alert rule and the data source: its variables stay as they are. */
export const alertVariable: RuleInfo = {
  code: 'alert/variable',
  severity: 'error',
  summary: 'Alert rules use no dashboard variables',
  why: 'Variables are replaced in the browser. The query of an alert rule goes to the data source as it stands, "$task" and all.',
  source: 'https://grafana.com/docs/grafana/latest/alerting/',
  bad: 'up{aws_ecs_task_id=~"$task"}',
  good: 'up{job="otel-collector"}',
};

/** Checks the queries of a group of alert rules. */
export function checkAlerts(
  group: AlertRuleGroupResource,
  typeOf: (dataSourceUid: string) => string | undefined,
  checker: QueryChecker,
  coverage: Coverage,
): RawFinding[] {
  return objectsAt(group.model, 'rules').flatMap((rule) =>
    objectsAt(rule, 'data').flatMap((data) => {
      const query = alertQuery(data, typeOf);
      if (query.language === 'other' || query.text === '') return [];
      coverage.queries++;
      const place = { uid: group.uid, panel: `alert "${textAt(rule, 'title')}"` };
      const diagnostics = checker.check(query, () => parsePromql(query.text)) ?? [];
      const variables = variablesIn(query.text).filter(
        ({ name }) => /^[A-Za-z]/.test(name) && !isGlobalVariable(name),
      );
      return [
        ...diagnostics.map(({ code, severity, message, from, to, fix }): RawFinding => ({
          code,
          severity,
          message,
          ...place,
          ...(fix && { fix }),
          query: { text: query.text, from, to },
        })),
        ...variables.map(({ name, from, to }): RawFinding => ({
          code: alertVariable.code,
          severity: alertVariable.severity,
          message: `The variable "${name}" is not replaced in an alert rule.`,
          ...place,
          query: { text: query.text, from, to },
        })),
      ];
    }),
  );
}

function alertQuery(
  data: Parameters<typeof objectAt>[0],
  typeOf: (uid: string) => string | undefined,
): QueryModel {
  const target = objectAt(data, 'model');
  const uid = textAt(data, 'datasourceUid');
  const dataSource = { type: typeOf(uid), uid };
  const { language, isGuess } = languageOf(target, dataSource);
  return {
    language,
    isGuess,
    text: textAt(target, language === 'insights' ? 'expression' : 'expr'),
    refId: textAt(data, 'refId'),
    hidden: false,
    instant: target['instant'] === true,
    dataSource,
    json: target,
  };
}
