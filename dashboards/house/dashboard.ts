import {
  type DashboardBuilder,
  DashboardCursorSync,
  type Dashboard,
  type Panel,
  type RowPanel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { JsonObject } from '../../scripts/lib/state/resource.ts';
import { FlowingDashboard } from './flow.ts';
import { publishSource, rememberSource } from './source.ts';

export interface DashboardOptions {
  readonly uid: string;
  readonly description: string;
  readonly tags: readonly string[];
}

/** A dashboard in house style: UTC, a shared crosshair, a range and a refresh that log queries can afford. */
export function dashboard(
  title: string,
  { uid, description, tags }: DashboardOptions,
): DashboardBuilder {
  const builder = new FlowingDashboard(title)
    .uid(uid)
    .description(description)
    .tags([...tags])
    .timezone('utc')
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-3h', to: 'now' })
    // Each refresh scans the log groups again, and CloudWatch bills what is scanned.
    .refresh('5m');
  rememberSource(builder.build());
  return builder;
}

/**
 * The model that is published: plain JSON (the SDK's targets carry functions) with what the SDK leaves out: refIds A, B, C … in
 * the order of the targets, and the panel's data source, which is that of its targets.
 */
export function modelOf(builder: DashboardBuilder): JsonObject {
  const built = builder.build();
  rememberPlaces(built);
  const model = JSON.parse(JSON.stringify(built)) as JsonObject;
  for (const panel of panelsOf(model)) finishPanel(panel);
  // Since Grafana 12.4 a link may sit in a drop-down of the controls; older ones do not know the option.
  for (const item of [
    ...objects(model['links']),
    ...objects((model['annotations'] as JsonObject | undefined)?.['list']),
  ]) {
    delete item['placement'];
  }
  return model;
}

function rememberPlaces(built: Dashboard): void {
  const panels = (built.panels ?? []).flatMap((panel: Panel | RowPanel) =>
    'panels' in panel && Array.isArray(panel.panels) ? [panel, ...panel.panels] : [panel],
  );
  publishSource(built.uid ?? '', {
    whole: built,
    panels: panels.map((made) => ({ id: made.id, made })),
  });
}

/** What the SDK leaves out of a panel, or says too much. */
export function finishPanel(panel: JsonObject): void {
  stampTargets(panel);
  trimDataLinks(panel);
  // What a library panel shows stands in the library; Grafana would drop it here.
  if (panel['libraryPanel'] === undefined) return;
  for (const key of Object.keys(panel))
    if (!['id', 'gridPos', 'libraryPanel'].includes(key)) delete panel[key];
}

function stampTargets(panel: JsonObject): void {
  const targets = objects(panel['targets']);
  targets.forEach((target, index) => {
    target['refId'] ??= String.fromCodePoint(65 + index);
  });
  const sources = new Set(targets.map((target) => JSON.stringify(target['datasource'])));
  const [only] = targets;
  if (only === undefined) return;
  panel['datasource'] =
    sources.size === 1 ? (only['datasource'] ?? null) : { type: 'datasource', uid: '-- Mixed --' };
}

/** The SDK makes data links with the builder of dashboard links, whose further options a data link does not have. */
function trimDataLinks(panel: JsonObject): void {
  const defaults = (panel['fieldConfig'] as JsonObject | undefined)?.['defaults'] as
    JsonObject | undefined;
  if (!defaults?.['links']) return;
  defaults['links'] = objects(defaults['links']).map(({ title, url, targetBlank }) => ({
    title: title ?? '',
    url: url ?? '',
    targetBlank: targetBlank ?? false,
  }));
}

/** Every panel, those inside collapsed rows included. */
function panelsOf(model: JsonObject): JsonObject[] {
  return objects(model['panels']).flatMap((panel) => [panel, ...panelsOf(panel)]);
}

const objects = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? (value as JsonObject[]) : [];
