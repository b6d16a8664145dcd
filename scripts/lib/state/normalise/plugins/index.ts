import { BAR_CHART, HISTOGRAM, PIE_CHART } from './bars.ts';
import { CANDLESTICK, TIME_SERIES, TREND, XY_CHART } from './graphs.ts';
import { HEATMAP } from './heatmap.ts';
import { BAR_GAUGE, GAUGE, STAT } from './numbers.ts';
import type { PanelPlugin } from './plugin.ts';
import { STATE_TIMELINE, STATUS_HISTORY } from './states.ts';
import { ALERT_LIST, ANNOTATION_LIST, DASHBOARD_LIST, LOGS, NEWS, TABLE, TEXT } from './texts.ts';

/**
 * Grafana's own panel types. Defaults are those that a browser of 12.2 wrote into bare panels
 * (test/recordings/browser-saves/ui-types-description.json), for types that are not in it those of the plugin's schema.
 */
const PLUGINS: Readonly<Record<string, PanelPlugin>> = {
  alertlist: ALERT_LIST,
  annolist: ANNOTATION_LIST,
  barchart: BAR_CHART,
  bargauge: BAR_GAUGE,
  candlestick: CANDLESTICK,
  dashlist: DASHBOARD_LIST,
  gauge: GAUGE,
  heatmap: HEATMAP,
  histogram: HISTOGRAM,
  logs: LOGS,
  news: NEWS,
  piechart: PIE_CHART,
  stat: STAT,
  'state-timeline': STATE_TIMELINE,
  'status-history': STATUS_HISTORY,
  table: TABLE,
  text: TEXT,
  timeseries: TIME_SERIES,
  trend: TREND,
  xychart: XY_CHART,
};

/** What is known of a panel type; undefined for a plugin that is not Grafana's own, or is not known. */
export const pluginOf = (type: string): PanelPlugin | undefined =>
  // A type that somebody calls `constructor` must not find what every object has.
  Object.hasOwn(PLUGINS, type) ? PLUGINS[type] : undefined;

/** Standard field settings that no panel type reads from a dashboard: they are kept for data frames. */
const FRAME_SETTINGS = [
  'description',
  'displayNameFromDS',
  'filterable',
  'interval',
  'nullValueMode',
  'path',
  'writeable',
];

const CUSTOM_OF_ANY = new Set(Object.values(PLUGINS).flatMap(({ custom }) => custom));

/**
 * Whether a browser takes a field setting (`unit`, `custom.lineWidth`) out when it draws a panel of this type. A setting
 * that no known type has is kept: a later release may have brought it.
 */
export function isUnread(type: string, setting: string): boolean {
  const plugin = pluginOf(type);
  if (!plugin) return false;
  const [first = '', second] = setting.split('.');
  if (FRAME_SETTINGS.includes(first) || plugin.unread?.includes(first) === true) return true;
  const isCustom = first === 'custom' && second !== undefined;
  return isCustom && !plugin.custom.includes(second) && CUSTOM_OF_ANY.has(second);
}

/** Panels that show a single number, whose old migration writes the range of percent units out. */
export const isSingleNumber = (type: string): boolean =>
  type === 'stat' || type === 'gauge' || type === 'bargauge';
