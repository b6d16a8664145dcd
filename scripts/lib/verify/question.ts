import { durationSeconds } from '../queries/promql/literals.ts';
import { isObject, objectAt, objectsAt, textAt } from '../rules/model/json.ts';
import { languageOf } from '../rules/model/data-source.ts';
import { readDashboard } from '../rules/model/read-dashboard.ts';
import { withValues, type SubstituteOptions } from './substitute.ts';
import type { DashboardModel, QueryModel } from '../rules/model/model.ts';
import { fillLibraryPanels } from '../state/library-panel.ts';
import type { JsonObject, Resource } from '../state/resource.ts';

/** A query of a panel, a variable, an annotation or an alert, ready to be asked. */
export interface Question {
  readonly uid: string;
  /** `Row › Title`, `variable task`, `alert "Errors"`. */
  readonly panel: string;
  readonly refId: string;
  readonly language: 'promql' | 'insights';
  readonly expression: string;
  readonly dataSourceUid: string;
  readonly dataSourceType: string;
  /** ARNs or names of log groups. */
  readonly logGroups: readonly string[];
  /** The target as it is stored, for who sends it through Grafana. */
  readonly target: JsonObject;
  /** Nothing is a usual answer: annotations, alerts, and panels that say so themselves. */
  readonly mayBeEmpty: boolean;
}

/** Every query of the resources that has a language which can be asked, hidden ones left out. */
export function questionsOf(
  resources: readonly Resource[],
  options: Omit<SubstituteOptions, 'scrapeIntervalSeconds'>,
): Question[] {
  const sources = new Map(
    resources.flatMap((resource) =>
      resource.kind === 'datasource' ? [[resource.uid, resource.model] as const] : [],
    ),
  );
  const optionsFor = (uid: string): SubstituteOptions => {
    const settings = objectAt(sources.get(uid) ?? {}, 'jsonData');
    return {
      ...options,
      scrapeIntervalSeconds: durationSeconds(textAt(settings, 'timeInterval')) ?? 15,
    };
  };
  return fillLibraryPanels(resources).flatMap((resource) => {
    if (resource.kind === 'dashboard') {
      const model = readDashboard(resource.model);
      return model ? model.queries.flatMap((query) => fromQuery(model, query, optionsFor)) : [];
    }
    return resource.kind === 'alert-rule-group'
      ? fromAlerts(
          resource.uid,
          resource.model,
          (uid) => textAt(sources.get(uid) ?? {}, 'type'),
          optionsFor,
        )
      : [];
  });
}

function fromQuery(
  model: DashboardModel,
  query: QueryModel,
  optionsFor: (uid: string) => SubstituteOptions,
): Question[] {
  const { language, text, hidden, dataSource, panel } = query;
  if (language === 'other' || hidden || text.trim() === '') return [];
  const dataSourceUid = dataSource.uid ?? '';
  return [
    {
      uid: model.uid,
      panel: panel?.path ?? query.owner ?? model.title,
      refId: query.refId,
      language,
      expression: withValues(text, model.variables, language, optionsFor(dataSourceUid)),
      dataSourceUid,
      dataSourceType: dataSource.type ?? '',
      logGroups: logGroupsOf(query.json),
      target: query.json,
      mayBeEmpty: panel === undefined,
    },
  ];
}

function fromAlerts(
  uid: string,
  group: JsonObject,
  typeOf: (uid: string) => string,
  optionsFor: (uid: string) => SubstituteOptions,
): Question[] {
  return objectsAt(group, 'rules').flatMap((rule) =>
    objectsAt(rule, 'data').flatMap((data): Question[] => {
      const target = objectAt(data, 'model');
      const dataSourceUid = textAt(data, 'datasourceUid');
      const dataSourceType = typeOf(dataSourceUid);
      const { language } = languageOf(target, { type: dataSourceType, uid: dataSourceUid });
      const text = textAt(target, language === 'insights' ? 'expression' : 'expr');
      if (language === 'other' || text === '') return [];
      return [
        {
          uid,
          panel: `alert "${textAt(rule, 'title')}"`,
          refId: textAt(data, 'refId'),
          language,
          expression: withValues(text, [], language, optionsFor(dataSourceUid)),
          dataSourceUid,
          dataSourceType,
          logGroups: logGroupsOf(target),
          target,
          mayBeEmpty: true,
        },
      ];
    }),
  );
}

function logGroupsOf({ logGroups, logGroupNames }: JsonObject): string[] {
  const groups = Array.isArray(logGroups) ? logGroups.filter(isObject) : [];
  const names = groups.map((group) => textAt(group, 'name')).filter(Boolean);
  if (names.length > 0) return names;
  return Array.isArray(logGroupNames)
    ? logGroupNames.filter((name) => typeof name === 'string')
    : [];
}
