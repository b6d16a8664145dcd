import type { Content } from '../state/content.ts';
import type { JsonObject, Resource } from '../state/resource.ts';

const PANELS = 20;
const DASHBOARDS_PER_FOLDER = 100;

/** Dashboards of 20 panels in folders of 100, as large as those that the peers were measured with. */
export function syntheticContent(dashboards: number, changed?: number): Content {
  return {
    project: 'bench',
    resources: () => resourcesOf(dashboards, changed),
    locate: () => undefined,
  };
}

function resourcesOf(dashboards: number, changed: number | undefined): readonly Resource[] {
  const resources: Resource[] = [];
  const folders = Math.ceil(dashboards / DASHBOARDS_PER_FOLDER);
  for (let index = 0; index < folders; index++)
    resources.push({ kind: 'folder', uid: `bench-f${index}`, title: `Bench folder ${index}` });
  for (let index = 0; index < dashboards; index++) {
    const folderUid = `bench-f${Math.floor(index / DASHBOARDS_PER_FOLDER)}`;
    const title = `Bench dashboard ${index}`;
    const model = dashboard(index, title, index === changed);
    resources.push({ kind: 'dashboard', uid: `bench-${index}`, title, folderUid, model });
  }
  return resources;
}

const dashboard = (index: number, title: string, isChanged: boolean): JsonObject => ({
  title,
  tags: ['bench'],
  schemaVersion: 41,
  time: { from: 'now-6h', to: 'now' },
  refresh: isChanged ? '5m' : '1m',
  templating: { list: [] },
  panels: Array.from({ length: PANELS }, (_, at) => panel(index, at)),
});

const panel = (dashboard: number, at: number): JsonObject => ({
  id: at + 1,
  title: `Panel ${at} of dashboard ${dashboard}`,
  description:
    'A panel as dashboards of services have it: a rate by status, with thresholds and a legend below.',
  type: 'timeseries',
  gridPos: { h: 8, w: 12, x: (at % 2) * 12, y: Math.floor(at / 2) * 8 },
  datasource: { type: 'prometheus', uid: 'metrics' },
  fieldConfig: {
    defaults: {
      unit: 'reqps',
      color: { mode: 'palette-classic' },
      custom: {
        drawStyle: 'line',
        lineWidth: 1,
        fillOpacity: 10,
        showPoints: 'never',
        spanNulls: false,
      },
      thresholds: {
        mode: 'absolute',
        steps: [
          { color: 'green', value: null },
          { color: 'red', value: 80 },
        ],
      },
    },
    overrides: [
      {
        matcher: { id: 'byRegexp', options: '/5../' },
        properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: 'red' } }],
      },
    ],
  },
  options: {
    legend: { displayMode: 'table', placement: 'bottom', showLegend: true, calcs: ['mean', 'max'] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  targets: [
    {
      refId: 'A',
      expr: `sum by (status) (rate(http_requests_total{service="s${dashboard}", panel="${at}"}[$__rate_interval]))`,
      legendFormat: '{{status}}',
    },
    {
      refId: 'B',
      expr: `histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service="s${dashboard}"}[$__rate_interval])))`,
      legendFormat: 'p95',
    },
  ],
});
