import { isObject, objectAt, objectsAt } from '../../../scripts/lib/state/json.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';
import type { TestWorkspace } from '../publishing/workspace.ts';

const API = '/apis/dashboard.grafana.app/v2alpha1/namespaces/default/dashboards';

const HIDE = ['dontHide', 'hideLabel', 'hideVariable'];
const KINDS: Record<string, string> = { query: 'QueryVariable', interval: 'IntervalVariable' };

const dataQuery = (spec: JsonObject, source: JsonObject | undefined): JsonObject => ({
  kind: 'DataQuery',
  group: source?.['type'] ?? '',
  version: 'v0',
  ...(source && { datasource: { name: source['uid'] ?? '' } }),
  spec,
});

function element(panel: JsonObject): JsonObject {
  const source = objectAt(panel, 'datasource');
  return {
    kind: 'Panel',
    spec: {
      id: panel['id'] ?? 0,
      title: panel['title'] ?? '',
      description: panel['description'] ?? '',
      links: [],
      data: {
        kind: 'QueryGroup',
        spec: {
          queries: objectsAt(panel, 'targets').map(({ refId, datasource, ...spec }) => ({
            kind: 'PanelQuery',
            spec: {
              refId: refId ?? 'A',
              hidden: false,
              query: dataQuery(spec, isObject(datasource) ? datasource : source),
            },
          })),
          transformations: objectsAt(panel, 'transformations').map(({ id, options }) => ({
            kind: 'Transformation',
            group: id ?? '',
            spec: { options: options ?? {} },
          })),
          queryOptions: {},
        },
      },
      vizConfig: {
        kind: 'VizConfig',
        group: panel['type'] ?? '',
        version: '13.2.0',
        spec: {
          options: panel['options'] ?? {},
          fieldConfig: panel['fieldConfig'] ?? { defaults: {}, overrides: [] },
        },
      },
    },
  };
}

/** The watch dashboard as Grafana 13 stores it in schema v2 after somebody has opened and saved it. */
export function inSecondSchema(model: JsonObject): JsonObject {
  const elements: JsonObject = {};
  const item = (panel: JsonObject, top: number): JsonObject => {
    const name = `panel-${String(panel['id'])}`;
    elements[name] = element(panel);
    const { x = 0, y = 0, w = 12, h = 8 } = objectAt(panel, 'gridPos') ?? {};
    return {
      kind: 'GridLayoutItem',
      spec: {
        x,
        y: Number(y) - top,
        width: w,
        height: h,
        element: { kind: 'ElementReference', name },
      },
    };
  };
  const rows: { spec: JsonObject; items: JsonObject[]; top: number }[] = [
    { spec: { title: '', hideHeader: true, collapse: false }, items: [], top: 0 },
  ];
  for (const panel of objectsAt(model, 'panels')) {
    if (panel['type'] !== 'row') {
      const current = rows.at(-1)!;
      current.items.push(item(panel, current.top));
      continue;
    }
    const top = Number(objectAt(panel, 'gridPos')?.['y']) + 1;
    const collapse = panel['collapsed'] === true;
    rows.push({ spec: { title: panel['title'] ?? '', collapse }, items: [], top });
    for (const inner of objectsAt(panel, 'panels')) rows.at(-1)!.items.push(item(inner, top));
  }
  const time = objectAt(model, 'time') ?? {};
  return {
    title: model['title'] ?? '',
    description: model['description'] ?? '',
    tags: model['tags'] ?? [],
    links: model['links'] ?? [],
    cursorSync: 'Off',
    preload: false,
    editable: true,
    liveNow: false,
    timeSettings: {
      from: time['from'] ?? '',
      to: time['to'] ?? '',
      timezone: model['timezone'] ?? '',
      autoRefresh: model['refresh'] ?? '',
      autoRefreshIntervals: ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'],
      hideTimepicker: false,
      fiscalYearStartMonth: model['fiscalYearStartMonth'] ?? 0,
    },
    annotations: objectsAt(objectAt(model, 'annotations') ?? {}, 'list').map(
      ({ builtIn, hide, name, enable, iconColor, datasource, target }) => ({
        kind: 'AnnotationQuery',
        spec: {
          name: name ?? '',
          enable: enable ?? false,
          hide: hide ?? false,
          builtIn: builtIn === 1,
          iconColor: iconColor ?? '',
          query: dataQuery(
            isObject(target) ? target : {},
            isObject(datasource) ? datasource : undefined,
          ),
        },
      }),
    ),
    variables: objectsAt(objectAt(model, 'templating') ?? {}, 'list').map(
      ({ type, query, datasource, ...spec }) => ({
        kind: KINDS[String(type)] ?? '',
        spec: {
          ...spec,
          hide: HIDE[0]!,
          skipUrlSync: false,
          ...(type === 'query'
            ? {
                refresh: 'onDashboardLoad',
                sort: 'disabled',
                regex: '',
                options: [],
                query: dataQuery(
                  isObject(query) ? query : { __legacyStringValue: query ?? '' },
                  isObject(datasource) ? datasource : undefined,
                ),
              }
            : { query: query ?? '', auto: false, auto_min: '10s', auto_count: 30 }),
        },
      }),
    ),
    elements,
    layout: {
      kind: 'RowsLayout',
      spec: {
        rows: rows.map(({ spec, items }) => ({
          kind: 'RowsLayoutRow',
          spec: { ...spec, layout: { kind: 'GridLayout', spec: { items } } },
        })),
      },
    },
  };
}

/** Stores a dashboard anew in schema v2, as a browser of 13 does: as it is, or edited. */
export async function storeInSecondSchema(
  space: TestWorkspace,
  uid: string,
  change: (model: JsonObject) => void = () => undefined,
): Promise<void> {
  const { model, folderUid } = await space.dashboard(uid);
  change(model);
  await space.ask('DELETE', `/api/dashboards/uid/${uid}`);
  const { status, body } = await space.ask('POST', API, {
    apiVersion: 'dashboard.grafana.app/v2alpha1',
    kind: 'Dashboard',
    metadata: { name: uid, annotations: { 'grafana.app/folder': folderUid } },
    spec: inSecondSchema(model),
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
}
