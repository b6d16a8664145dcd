import { PROMETHEUS_TYPES } from './data-source.ts';
import { isObject, textAt } from './json.ts';
import type { Json } from '../../state/resource.ts';
import type { DataSourceRef, QueryModel } from './model.ts';

/**
 * The PromQL inside a variable's query, where there is one: `label_values(up{job="x"}, instance)`, `query_result(expr)`,
 * `query_exemplars`… Only the selector or expression is returned, so that offsets count from its beginning.
 */
export function variableQuery(
  query: Json | undefined,
  dataSource: DataSourceRef,
  name: string,
): QueryModel[] {
  if (dataSource.type !== undefined && !PROMETHEUS_TYPES.has(dataSource.type)) return [];
  const text = typeof query === 'string' ? query : isObject(query) ? textAt(query, 'query') : '';
  const result = queryResultIn(text.trim());
  const expression = result ?? selectorIn(text.trim());
  if (expression === undefined || expression === '') return [];
  return [
    {
      language: 'promql',
      isGuess: dataSource.type === undefined,
      text: expression,
      refId: '',
      hidden: false,
      // A series selector or an instant query: any type may be the result.
      instant: true,
      labelsOnly: result === undefined,
      dataSource,
      owner: `variable ${name}`,
      json: isObject(query) ? query : {},
    },
  ];
}

const queryResultIn = (text: string): string | undefined =>
  /^query_result\(([\s\S]*)\)$/.exec(text)?.[1]?.trim();

/** By Grafana's own pattern: what does not fit it is not sent as label_values. */
const selectorIn = (text: string): string | undefined =>
  /^label_values\((?:([\s\S]+),\s*)?[a-zA-Z_$][\w${}:[\]]*\)$/.exec(text)?.[1]?.trim();
