import type { JsonObject } from '../resource.ts';
import { objectAt, objectsAt, stringAt } from '../json.ts';
import { classicPanels } from './layout.ts';
import { classicVariable, referenceOf } from './variables.ts';

const CURSOR_SYNC = ['Off', 'Crosshair', 'Tooltip'];

/**
 * A dashboard of schema v2 (v2alpha1 to v2) in the classic form, so that it can be compared with what was published.
 * Grafana 13 stores v2 once somebody has opened and saved a dashboard; that alone changes nothing.
 * Undefined for what the classic form cannot say: tabs, automatic grids, conditions.
 */
export function classicFromV2(spec: JsonObject): JsonObject | undefined {
  const panels = classicPanels(objectAt(spec, 'layout') ?? {}, objectAt(spec, 'elements') ?? {});
  const variables = objectsAt(spec, 'variables').map(classicVariable);
  if (!panels || variables.includes(undefined)) return undefined;
  const {
    annotations: _annotations,
    cursorSync,
    elements: _elements,
    layout: _layout,
    preferences: _preferences,
    revision: _revision,
    timeSettings: _timeSettings,
    variables: _variables,
    ...same
  } = spec;
  return {
    ...same,
    graphTooltip: Math.max(0, CURSOR_SYNC.indexOf(String(cursorSync))),
    ...classicTime(objectAt(spec, 'timeSettings') ?? {}),
    annotations: { list: objectsAt(spec, 'annotations').map(classicAnnotation) },
    templating: { list: variables.filter((one) => one !== undefined) },
    panels,
  };
}

function classicTime(settings: JsonObject): JsonObject {
  const { from, to, autoRefresh, autoRefreshIntervals, hideTimepicker, nowDelay, quickRanges } =
    settings;
  const picker: JsonObject = { hidden: hideTimepicker === true };
  if (autoRefreshIntervals) picker['refresh_intervals'] = autoRefreshIntervals;
  if (nowDelay !== undefined) picker['nowDelay'] = nowDelay;
  if (quickRanges) picker['quick_ranges'] = quickRanges;
  const classic: JsonObject = {
    time: { from: from ?? 'now-6h', to: to ?? 'now' },
    refresh: autoRefresh ?? '',
    timepicker: picker,
  };
  for (const key of ['timezone', 'weekStart', 'fiscalYearStartMonth'] as const)
    if (settings[key] !== undefined) classic[key] = settings[key];
  return classic;
}

function classicAnnotation(annotation: JsonObject): JsonObject {
  const spec = objectAt(annotation, 'spec') ?? {};
  const { query: _query, builtIn, legacyOptions: _options, datasource: _source, ...own } = spec;
  const asked = objectAt(spec, 'query') ?? {};
  const reference = objectAt(spec, 'datasource') ?? referenceOf(asked);
  const target = objectAt(asked, 'spec') ?? {};
  return {
    ...own,
    ...objectAt(spec, 'legacyOptions'),
    ...(builtIn === true && { builtIn: 1, type: stringAt(own, 'type') ?? 'dashboard' }),
    ...(reference && { datasource: reference }),
    ...(Object.keys(target).length > 0 && builtIn !== true && { target }),
  };
}
