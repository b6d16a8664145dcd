import { isObject, objectsAt, textAt } from './json.ts';
import type { Json, JsonObject } from '../../state/resource.ts';
import type { DataSourceRef, QueryLanguage } from './model.ts';

/** Prometheus, and its signed variants for AMP and Azure. */
export const PROMETHEUS_TYPES: ReadonlySet<string> = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
]);
export const CLOUDWATCH_TYPE = 'cloudwatch';

/** Grafana's own: results of another panel, several sources, annotations, expressions. */
export const BUILT_IN_SOURCES: ReadonlySet<string> = new Set([
  'grafana',
  'datasource',
  '__expr__',
  '-- Grafana --',
  '-- Mixed --',
  '-- Dashboard --',
]);

/** What a dashboard says about its data sources elsewhere: exported inputs, variables of type "datasource". */
export type KnownTypes = ReadonlyMap<string, string>;

export function knownTypes(json: JsonObject, variables: readonly JsonObject[]): KnownTypes {
  const types = new Map<string, string>();
  for (const input of objectsAt(json, '__inputs'))
    if (textAt(input, 'pluginId')) types.set(textAt(input, 'name'), textAt(input, 'pluginId'));
  for (const variable of variables)
    if (textAt(variable, 'type') === 'datasource' && textAt(variable, 'query'))
      types.set(textAt(variable, 'name'), textAt(variable, 'query'));
  return types;
}

/** A data source as an object, a name, a variable or null; whatever is not said comes from `fallback`. */
export function dataSourceRef(
  value: Json | undefined,
  known: KnownTypes,
  fallback: DataSourceRef = { type: undefined, uid: undefined },
): DataSourceRef {
  if (typeof value === 'string' && value !== '') return named(value, undefined, known);
  if (!isObject(value)) return fallback;
  const uid = textAt(value, 'uid');
  const type = textAt(value, 'type');
  if (uid === '' && type === '') return fallback;
  return named(uid, type === '' || type.includes('$') ? undefined : type, known);
}

function named(uid: string, type: string | undefined, known: KnownTypes): DataSourceRef {
  const variable = /^\$\{?(\w+)(?::\w+)?\}?$|^\[\[(\w+)\]\]$/.exec(uid);
  const byVariable = variable && known.get(variable[1] ?? variable[2] ?? '');
  return {
    type: type ?? byVariable ?? (BUILT_IN_SOURCES.has(uid) ? uid : typeByName(uid)),
    uid: uid === '' ? undefined : uid,
  };
}

/** Old dashboards name the source: "Prometheus", "Loki-prod". */
function typeByName(name: string): string | undefined {
  if (/prom|thanos|mimir|cortex/i.test(name)) return 'prometheus';
  return /loki|influx|elastic|graphite|sql|postgres|tempo|jaeger|zabbix|azure|stackdriver|datadog|clickhouse|testdata/i
    .exec(name)?.[0]
    ?.toLowerCase();
}

/** The language of a target, from its data source and, where that is not known, from its fields. */
export function languageOf(
  target: JsonObject,
  { type }: DataSourceRef,
): { language: QueryLanguage; isGuess: boolean } {
  if (type === CLOUDWATCH_TYPE) {
    const language = textAt(target, 'queryLanguage');
    const isLogs =
      textAt(target, 'queryMode') === 'Logs' && (language === '' || language === 'CWLI');
    return { language: isLogs ? 'insights' : 'other', isGuess: false };
  }
  const hasExpression = typeof target['expr'] === 'string';
  if (type !== undefined && PROMETHEUS_TYPES.has(type))
    return { language: hasExpression ? 'promql' : 'other', isGuess: false };
  const looksLikePrometheus =
    type === undefined && hasExpression && !('rawSql' in target) && !('maxLines' in target);
  return { language: looksLikePrometheus ? 'promql' : 'other', isGuess: type === undefined };
}
