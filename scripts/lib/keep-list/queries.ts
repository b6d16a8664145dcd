import { fillLibraryPanels } from '../state/library-panel.ts';
import type { Json, JsonObject, Resource } from '../state/resource.ts';

/** A PromQL expression and who looks at it. */
export interface UsedExpression {
  readonly expression: string;
  readonly uid: string;
  /** `Latency › Request duration p95`, `variable task`, `annotation Deploys`, `alert High error ratio`. */
  readonly where: string;
}

const LABEL_VALUES = /^\s*label_values\((?:(.+),)?\s*[\w:]+\s*\)\s*$/s;
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
  const use = (where: string, expression: Json | undefined): UsedExpression[] =>
    typeof expression === 'string' && expression.trim() !== '' ? [{ expression, uid, where }] : [];
  const inPanels = (panels: JsonObject[], row: string): UsedExpression[] => {
    let current = row;
    return panels.flatMap((panel) => {
      const title = String(panel['title'] ?? '');
      if (panel['type'] === 'row') current = title;
      return [
        ...objects(panel['targets']).flatMap((target) =>
          use(current ? `${current} › ${title}` : title, target['expr']),
        ),
        ...inPanels(objects(panel['panels']), title),
      ];
    });
  };
  const list = (key: string): JsonObject[] =>
    objects((model[key] as JsonObject | undefined)?.['list']);
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
  if (variable['type'] !== 'query') return undefined;
  return (
    LABEL_VALUES.exec(text)?.[1] ??
    QUERY_RESULT.exec(text)?.[1] ??
    // Grafana looks for the expression anywhere in a name.
    METRICS.exec(text)?.[1]?.replace(/.*/s, (name) => `{__name__=~".*(${name}).*"}`)
  );
}

const ofAlerts = (uid: string, model: JsonObject): UsedExpression[] =>
  objects(model['rules']).flatMap((rule) =>
    objects(rule['data']).flatMap((query) => {
      const expression = (query['model'] as JsonObject | undefined)?.['expr'];
      return typeof expression === 'string'
        ? [{ expression, uid, where: `alert ${String(rule['title'])}` }]
        : [];
    }),
  );

const objects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? (value as JsonObject[]) : [];
