import { fillLibraryPanels } from '../state/library-panel.ts';
import type { Json, JsonObject, Resource } from '../state/resource.ts';

/** A PromQL expression and who looks at it. */
export interface UsedExpression {
  readonly expression: string;
  readonly uid: string;
  /** `Latency › Request duration p95`, `variable task`, `annotation Deploys`, `alert High error ratio`. */
  readonly where: string;
  /** Variables of the dashboard that hold numbers only, such as a threshold. */
  readonly numbers?: readonly string[];
}

/** `label_values(label)`, `label_values(selector, label)`: with a selector, that is asked. */
const LABEL_VALUES = /^\s*label_values\((?:(.+),)?\s*[\w:]+\s*\)\s*$/s;
/** `label_names()`, `label_names(selector)`. */
const LABEL_NAMES = /^\s*label_names\((.*)\)\s*$/s;
const QUERY_RESULT = /^\s*query_result\((.+)\)\s*$/s;
const METRICS = /^\s*metrics\((.+)\)\s*$/s;

/** Every PromQL expression of dashboards (panels, variables, annotations) and alert rules. */
export function expressionsOf(resources: readonly Resource[]): UsedExpression[] {
  return fillLibraryPanels(resources).flatMap((resource) => {
    if (resource.kind === 'dashboard') return ofDashboard(resource.uid, resource.model);
    if (resource.kind === 'alert-rule-group') return ofAlerts(resource.uid, resource.model);
    return [];
  });
}

function ofDashboard(uid: string, model: JsonObject): UsedExpression[] {
  const list = (key: string): JsonObject[] =>
    objects((model[key] as JsonObject | undefined)?.['list']);
  const numbers = list('templating')
    .filter(holdsNumbers)
    .map(({ name }) => String(name));
  const use = (where: string, expression: Json | undefined): UsedExpression[] =>
    typeof expression === 'string' && expression.trim() !== ''
      ? [{ expression, uid, where, ...(numbers.length > 0 && { numbers }) }]
      : [];
  const inPanels = (panels: JsonObject[], row: string): UsedExpression[] => {
    let current = row;
    return panels.flatMap((panel) => {
      const title = String(panel['title'] ?? '');
      if (panel['type'] === 'row') current = title;
      return [
        ...objects(panel['targets']).flatMap((target) =>
          !asksPrometheus(target['datasource'] ?? panel['datasource'])
            ? []
            : use(current ? `${current} › ${title}` : title, target['expr']),
        ),
        ...inPanels(objects(panel['panels']), title),
      ];
    });
  };
  return [
    ...inPanels(objects(model['panels']), ''),
    ...list('annotations').flatMap((one) =>
      use(
        `annotation ${String(one['name'])}`,
        one['expr'] ?? (one['target'] as JsonObject | undefined)?.['expr'],
      ),
    ),
    ...list('templating').flatMap((one) =>
      use(`variable ${String(one['name'])}`, variableExpression(one)),
    ),
  ];
}

/** What a query variable asks of the metrics: the inside of label_values and query_result. */
function variableExpression(variable: JsonObject): string | undefined {
  const { query } = variable;
  const text =
    typeof query === 'string' ? query : String((query as JsonObject | undefined)?.['query'] ?? '');
  if (variable['type'] !== 'query' || !asksPrometheus(variable['datasource'])) return undefined;
  const labels = LABEL_VALUES.exec(text) ?? LABEL_NAMES.exec(text);
  if (labels) return labels[1];
  return (
    QUERY_RESULT.exec(text)?.[1] ??
    // Grafana looks for the expression anywhere in a name.
    METRICS.exec(text)?.[1]?.replace(/.*/s, (name) => `{__name__=~".*(${name}).*"}`) ??
    // "Series query": the selector itself. Without a type it may be of any source.
    (typeOf(variable['datasource']) === undefined ? undefined : text)
  );
}

/** A threshold, a quantile: a custom, constant or text box variable all of whose values are numbers. */
const holdsNumbers = ({ type, query }: JsonObject): boolean =>
  ['custom', 'constant', 'textbox'].includes(String(type)) &&
  typeof query === 'string' &&
  query.split(',').every((value) => value.trim() !== '' && !Number.isNaN(Number(value)));

const typeOf = (datasource: Json | undefined): string | undefined => {
  const type = (datasource as JsonObject | undefined)?.['type'];
  // "-- Mixed --" and "-- Dashboard --" are of the type `datasource`.
  return typeof type === 'string' && type !== '' && type !== 'datasource' ? type : undefined;
};

/** Loki, say, has expressions of its own. A source without a type may be anything, and counts. */
const asksPrometheus = (datasource: Json | undefined): boolean =>
  typeOf(datasource)?.includes('prometheus') ?? true;

const ofAlerts = (uid: string, model: JsonObject): UsedExpression[] =>
  objects(model['rules']).flatMap((rule) =>
    objects(rule['data']).flatMap((query) => {
      const target = query['model'] as JsonObject | undefined;
      const expression = target?.['expr'];
      return typeof expression === 'string' && asksPrometheus(target?.['datasource'])
        ? [{ expression, uid, where: `alert ${String(rule['title'])}` }]
        : [];
    }),
  );

const objects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? (value as JsonObject[]) : [];
