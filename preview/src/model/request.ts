import { dataSourceUid, type Panel, type Target } from './dashboard.ts';
import { panelTime } from './panel-time.ts';
import { durationMs, intervalFor } from './time.ts';
import { builtins, type BuiltinContext } from './builtins.ts';
import { interpolate, type DefaultFormat, type Interpolation } from './interpolate.ts';
import type { Scope } from './variables.ts';

/** The body of Grafana's `POST /api/ds/query`. */
export interface QueryRequest {
  readonly queries: readonly Record<string, unknown>[];
  /** Epoch milliseconds, as text. */
  readonly from: string;
  readonly to: string;
}

export interface RequestContext extends BuiltinContext {
  readonly scope?: Scope;
  /** Pixels: one point a pixel is asked for, as Grafana does. */
  readonly width: number;
}

/** Data sources that have no back end: Grafana answers them in the browser. */
const WITHOUT_QUERY = new Set(['-- Grafana --', 'grafana', '-- Dashboard --', '-- Mixed --']);

/** What a panel asks for; undefined when it asks for nothing. */
export function requestOf(panel: Panel, context: RequestContext): QueryRequest | undefined {
  const { range } = panelTime(panel, context, (text) => interpolate(text, interpolationFor(context)));
  const maxDataPoints = panel.maxDataPoints ?? Math.max(1, Math.floor(context.width));
  const interpolation = interpolationFor({ ...context, range });
  const minimum =
    durationMs(panel.interval ? interpolate(panel.interval, interpolation) : undefined) ?? 0;
  const intervalMs = intervalFor(range, maxDataPoints, minimum);
  const queries = (panel.targets ?? []).flatMap((target) => {
    const own = resolvedSource(target, panel, interpolation);
    if (
      target.hide ||
      isEmpty(target) ||
      target['scenarioId'] === 'raw_frame' ||
      WITHOUT_QUERY.has(own.uid ?? '')
    )
      return [];
    const filled = interpolateTarget(withoutSource(target), interpolation, own.type);
    const step =
      durationMs(typeof filled['interval'] === 'string' ? filled['interval'] : undefined) ?? 0;
    return [{ ...filled, datasource: own, intervalMs: Math.max(intervalMs, step), maxDataPoints }];
  });
  return queries.length > 0
    ? { queries, from: String(range.from), to: String(range.to) }
    : undefined;
}

/** Everything that text on the page or in a query may refer to. */
export const interpolationFor = (context: BuiltinContext & { scope?: Scope }): Interpolation => ({
  variables: context.variables,
  ...(context.scope && { scope: context.scope }),
  builtins: builtins(context),
});

/** The data source of a target, its variable replaced: the target's own, else the panel's. */
function resolvedSource(
  target: Target,
  panel: Panel,
  interpolation: Interpolation,
): { uid?: string; type?: string } {
  const ref =
    dataSourceUid(target.datasource) && dataSourceUid(target.datasource) !== '-- Mixed --'
      ? target.datasource
      : panel.datasource;
  const uid = dataSourceUid(ref);
  const type = typeof ref === 'object' && ref?.type ? ref.type : undefined;
  return { ...(type && { type }), ...(uid && { uid: interpolate(uid, interpolation) }) };
}

const withoutSource = ({ datasource: _, ...target }: Target): Record<string, unknown> => target;

/** Grafana does not send a Prometheus or Logs Insights target that has no text. */
const isEmpty = (target: Target): boolean =>
  ('expr' in target && target['expr'] === '') ||
  ('expression' in target && target['queryMode'] === 'Logs' && target['expression'] === '');

/** Variables replaced in every text of a target; queries of Prometheus get regular-expression lists. */
export function interpolateTarget(
  target: Record<string, unknown>,
  interpolation: Interpolation,
  type: string | undefined,
): Record<string, unknown> {
  const format: DefaultFormat = type === undefined || /prometheus/.test(type) ? 'promql' : 'glob';
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return interpolate(value, interpolation, key === 'expr' ? format : 'glob');
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (value && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, k)]));
    return value;
  };
  const filled = walk(target, '') as Record<string, unknown>;
  const filters = interpolation.variables
    .filter((v) => v.model.type === 'adhoc')
    .flatMap((v) => v.model.filters ?? []);
  return filters.length > 0 && format === 'promql'
    ? {
        ...filled,
        adhocFilters: filters.map((f) => ({
          key: f.key,
          operator: operatorOf(f.operator),
          value: f.value,
        })),
      }
    : filled;
}

const operatorOf = (operator: string): string =>
  ({ '=': 'equals', '!=': 'not-equals', '=~': 'regex-match', '!~': 'regex-not-match' })[operator] ??
  operator;

/** The same with the resolution: two panels of one query and different widths were answered apart. */
export const exactRecordingKey = (
  query: Record<string, unknown>,
  from: string,
  to: string,
): string => `${recordingKey(query, from, to)}\u0001every ${String(query['intervalMs'])}`;

/** Names a target of a panel in a recording: what is asked for, without the resolution that depends on the width of the window. */
export function recordingKey(query: Record<string, unknown>, from: string, to: string): string {
  const { intervalMs: _i, maxDataPoints: _m, datasource, refId, expr, expression, ...rest } = query;
  const uid = (datasource as { uid?: string } | undefined)?.uid ?? '';
  const kept = [
    'format',
    'instant',
    'range',
    'legendFormat',
    'interval',
    'queryMode',
    'logGroups',
    'logGroupNames',
    'region',
    'statsGroups',
    'adhocFilters',
    'scenarioId',
    'rawFrameContent',
    'csvContent',
    'alias',
    'labels',
    'stringInput',
  ];
  const facts = kept
    .map((k) => [k, rest[k]] as const)
    .filter(
      ([, v]) =>
        v !== undefined &&
        v !== '' &&
        v !== false &&
        v !== null &&
        !(Array.isArray(v) && v.length === 0),
    )
    .map(([k, v]) => `${k}=${JSON.stringify(v)}`);
  return [uid, String(refId), String(expr ?? expression ?? ''), from, to, ...facts].join('\u0001');
}
