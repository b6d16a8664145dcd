import type { Dashboard } from './dashboard.ts';
import { dateText } from './date-text.ts';
import { parameterOf, type Builtin, type Meaning } from './interpolate.ts';
import { intervalText, type Range } from './time.ts';
import { listOf, type Variable } from './variables.ts';

/** What Grafana's own variables are made from. */
export interface BuiltinContext {
  readonly dashboard: Pick<Dashboard, 'title' | 'uid' | 'timezone'>;
  readonly variables: readonly Variable[];
  readonly range: Range;
  /** The range as it is chosen (`now-6h`); without it links carry the range's moments. */
  readonly raw?: { readonly from: string; readonly to: string };
  /** Epoch milliseconds; the end of the range without it. */
  readonly now?: number;
  /** Milliseconds between the points of the panel that asks; `$__interval` in a text stays as it is without it. */
  readonly intervalMs?: number;
}

/** Grafana's own variables (documentation, "Global variables"), but those of one value or field. */
export function builtins(context: BuiltinContext): Record<string, Builtin> {
  const { range, dashboard, intervalMs } = context;
  const zone = dashboard.timezone || 'browser';
  return {
    __from: () => moment(range.from, zone),
    __to: () => moment(range.to, zone),
    ...(intervalMs !== undefined && {
      __interval: () => ({ value: intervalText(intervalMs) }),
      __interval_ms: () => ({ value: intervalMs }),
    }),
    __dashboard: byPath({ uid: dashboard.uid ?? '' }, dashboard.title ?? ''),
    __org: byPath({ name: 'Main Org.' }, '1'),
    __user: byPath({ login: 'admin', email: 'admin@localhost' }, '1'),
    __timezone: () => ({
      value: zone === 'browser' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone,
    }),
    timezone: dashboard.timezone ?? '',
    __url_time_range: () => ({ written: rangeParameters(context) }),
    __all_variables: () => ({ written: variableParameters(context.variables) }),
  };
}

/** The time range in the page's address. */
export const rangeParameters = ({
  range,
  raw = { from: String(range.from), to: String(range.to) },
  dashboard,
}: Pick<BuiltinContext, 'range' | 'raw' | 'dashboard'>): string =>
  `from=${raw.from}&to=${raw.to}&timezone=${dashboard.timezone || 'browser'}`;

/** All variables in the page's address, but those that stay out of it. */
export const variableParameters = (variables: readonly Variable[]): string =>
  variables
    .filter(({ model }) => model.type !== 'constant' && model.type !== 'adhoc')
    .filter(({ selected }) => listOf(selected.value).join('') !== '')
    .map((v) => parameterOf(v.model.name, v.selected.value, v))
    .filter(Boolean)
    .join('&');

/** A moment; as text it is in the dashboard's time zone (here: in UTC or the reader's), in a format in the reader's. */
function moment(ms: number, zone: string): Meaning {
  const offset = /^(utc|etc\/utc|gmt)$/i.test(zone) ? 0 : undefined;
  return { value: ms, text: dateText(ms, ['YYYY-MM-DD HH:mm:ss'], offset) };
}

const byPath =
  (parts: Readonly<Record<string, string>>, whole: string): Builtin =>
  ({ path }) => ({ value: (path && Object.hasOwn(parts, path) ? parts[path] : undefined) ?? whole });
