import { dataSourceUid, type Dashboard, type Panel, type Target } from './dashboard.ts';
import { durationMs, durationText, intervalFor, type Range } from './time.ts';
import {
  interpolate,
  type DefaultFormat,
  type Interpolation,
  type Scope,
  type Variable,
} from './variables.ts';

/** The body of Grafana's `POST /api/ds/query`. */
export interface QueryRequest {
  readonly queries: readonly Record<string, unknown>[];
  /** Epoch milliseconds, as text. */
  readonly from: string;
  readonly to: string;
}

export interface RequestContext {
  readonly dashboard: Pick<Dashboard, 'title' | 'uid' | 'timezone'>;
  readonly variables: readonly Variable[];
  readonly scope?: Scope;
  readonly range: Range;
  /** Pixels: one point a pixel is asked for, as Grafana does. */
  readonly width: number;
}

/** Data sources that have no back end: Grafana answers them in the browser. */
const WITHOUT_QUERY = new Set(['-- Grafana --', 'grafana', '-- Dashboard --', '-- Mixed --']);

/** What a panel asks for; undefined when it asks for nothing. */
export function requestOf(panel: Panel, context: RequestContext): QueryRequest | undefined {
  const range = panelRange(panel, context.range);
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

/** The range of a panel with its own "time from" and "time shift". */
export function panelRange(panel: Panel, range: Range): Range {
  const back = durationMs(panel.timeFrom);
  const shift = durationMs(panel.timeShift) ?? 0;
  return {
    from: (back === undefined ? range.from : range.to - back) - shift,
    to: range.to - shift,
  };
}

/** Everything that text on the page or in a query may refer to. */
export function interpolationFor(
  context: Omit<RequestContext, 'width'> & { width?: number },
): Interpolation {
  const { range, dashboard } = context;
  const at = (ms: number) => (format: string | undefined) =>
    format?.startsWith('date:seconds')
      ? String(Math.floor(ms / 1000))
      : format?.startsWith('date')
        ? dateText(ms, format.slice(5))
        : String(ms);
  return {
    variables: context.variables,
    ...(context.scope && { scope: context.scope }),
    builtins: {
      __from: at(range.from),
      __to: at(range.to),
      __dashboard: dashboard.title ?? '',
      __org: '1',
      __user: 'admin',
      timezone: dashboard.timezone ?? '',
      __timezone: dashboard.timezone ?? '',
      __url_time_range: `from=${range.from}&to=${range.to}`,
      __all_variables: context.variables
        .flatMap((v) =>
          [v.selected.value]
            .flat()
            .map((value) => `var-${v.model.name}=${encodeURIComponent(value)}`),
        )
        .join('&'),
    },
  };
}

function dateText(ms: number, format: string): string {
  const iso = new Date(ms).toISOString();
  if (format === '' || format === 'iso') return iso;
  const [date = '', time = ''] = iso.split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const [hours = '', minutes = '', seconds = ''] = time.split(/[:.]/);
  const parts: Record<string, string> = {
    YYYY: year,
    YY: year.slice(2),
    MM: month,
    DD: day,
    HH: hours,
    mm: minutes,
    ss: seconds,
  };
  return format.replace(/YYYY|YY|MM|DD|HH|mm|ss/g, (token) => parts[token] ?? token);
}

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

/** A variable of kind "interval": its choices, with `auto` first where it is wanted. */
export function intervalOptions(
  query: string,
  auto: { count: number; minimum: string } | undefined,
  range: Range,
): { text: string; value: string }[] {
  const listed = query
    .split(',')
    .map((v) => v.trim())
    .filter(Boolean)
    .map((v) => ({ text: v, value: v }));
  if (!auto) return listed;
  const ms = intervalFor(range, auto.count, durationMs(auto.minimum) ?? 0);
  return [{ text: 'auto', value: durationText(ms) }, ...listed];
}

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
