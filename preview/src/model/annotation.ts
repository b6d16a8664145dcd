import { dataSourceUid, type AnnotationQuery, type Dashboard } from './dashboard.ts';
import type { Api } from './api.ts';
import { durationMs, type Range } from './time.ts';

/** A mark on the time axis: a line, or a region when it has an end after its start. Epoch milliseconds. */
export interface Annotation {
  readonly time: number;
  readonly timeEnd: number;
  readonly isRegion: boolean;
  readonly text: string;
  readonly title?: string;
  readonly tags: readonly string[];
  readonly color: string;
  readonly source: string;
  readonly panelId: number;
  readonly login?: string;
}

/** An annotation as `/api/annotations` gives it. */
export interface StoredAnnotation {
  id?: number;
  time?: number;
  timeEnd?: number;
  text?: string;
  title?: string;
  tags?: string[];
  panelId?: number;
  dashboardUID?: string | null;
  login?: string;
  avatarUrl?: string;
  created?: number;
}

/** The annotations of a dashboard's switched-on queries in a range, and what could not be asked. */
export async function readAnnotations(
  dashboard: Dashboard,
  range: Range,
  enabled: (query: AnnotationQuery) => boolean,
  api: Api,
  fill: (text: string, promql: boolean) => string = (text) => text,
): Promise<{ annotations: Annotation[]; errors: string[] }> {
  const errors: string[] = [];
  const found = await Promise.all(
    (dashboard.annotations?.list ?? []).filter(enabled).map(async (query) => {
      const path = annotationPath(query, dashboard, range);
      if (!path && query.expr) {
        return metricAnnotations(query, range, api, fill).catch((error: Error) => {
          errors.push(`Annotations "${query.name}": ${error.message}`);
          return [];
        });
      }
      if (!path) {
        errors.push(
          `Annotations "${query.name}": this preview draws those of Grafana's own store and of Prometheus, not of ${dataSourceUid(query.datasource) ?? 'another data source'}.`,
        );
        return [];
      }
      const answer = await api.get(path).catch((error: Error) => {
        errors.push(`Annotations "${query.name}": ${error.message}`);
        return [];
      });
      return (Array.isArray(answer) ? (answer as StoredAnnotation[]) : []).map((stored) =>
        marked(stored, query),
      );
    }),
  );
  return { annotations: found.flat(), errors };
}

/** Times at which a query has a value other than 0; neighbours are one region, as Grafana's Prometheus source makes them. */
async function metricAnnotations(
  query: AnnotationQuery,
  range: Range,
  api: Api,
  fill: (text: string, promql: boolean) => string,
): Promise<Annotation[]> {
  const step = durationMs(query.step) ?? 60_000;
  const refId = 'annotation';
  const answers = await api.query({
    from: String(range.from),
    to: String(range.to),
    queries: [
      {
        refId,
        expr: fill(query.expr ?? '', true),
        range: true,
        instant: false,
        interval: `${step / 1000}s`,
        datasource: { uid: fill(dataSourceUid(query.datasource) ?? '', false) },
        intervalMs: step,
        maxDataPoints: Math.ceil((range.to - range.from) / step),
      },
    ],
  });
  const answer = answers[refId];
  if (answer?.error) throw new Error(answer.error);
  return (answer?.frames ?? []).flatMap((frame) => {
    const labels = frame.schema.fields[1]?.labels ?? {};
    const named = (format: string | undefined): string =>
      (format ?? '').replace(/\{\{\s*(\w+)\s*\}\}/g, (_, key: string) => labels[key] ?? '');
    const [times = [], values = []] = frame.data.values as (number | null)[][];
    return spans(times as number[], values, step).map(([time, timeEnd]) => ({
      time,
      timeEnd,
      isRegion: timeEnd > time,
      title: named(query.titleFormat),
      text: named(query.textFormat),
      tags: (query.tagKeys ?? '').split(',').flatMap((key) => labels[key.trim()] ?? []),
      color: query.iconColor ?? 'red',
      source: query.name,
      panelId: 0,
    }));
  });
}

function spans(
  times: readonly number[],
  values: readonly (number | null)[],
  step: number,
): [number, number][] {
  const found: [number, number][] = [];
  times.forEach((time, i) => {
    const value = values[i];
    if (value === null || value === undefined || value === 0) return;
    const last = found.at(-1);
    if (last && time - last[1] <= step) last[1] = time;
    else found.push([time, time]);
  });
  return found;
}

/** The request that Grafana makes for a query of its own annotation store. */
export function annotationPath(
  query: AnnotationQuery,
  dashboard: Dashboard,
  range: Range,
): string | undefined {
  const uid = dataSourceUid(query.datasource);
  if (uid !== undefined && uid !== '-- Grafana --' && uid !== 'grafana') return undefined;
  const target = query.target ?? {};
  const ofDashboard =
    query.builtIn === 1 || target['type'] === 'dashboard' || target['type'] === undefined;
  const parameters: [string, string][] = [
    ['from', String(range.from)],
    ['to', String(range.to)],
    ['limit', String(target['limit'] ?? 100)],
  ];
  if (!ofDashboard)
    for (const tag of (target['tags'] as string[] | undefined) ?? [])
      parameters.push(['tags', tag]);
  parameters.push(['matchAny', String(target['matchAny'] ?? false)]);
  if (ofDashboard) parameters.push(['dashboardUID', dashboard.uid ?? '']);
  return `/api/annotations?${parameters.map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join('&')}`;
}

function marked(stored: StoredAnnotation, query: AnnotationQuery): Annotation {
  const time = stored.time ?? 0;
  const timeEnd = stored.timeEnd ?? time;
  return {
    time,
    timeEnd,
    isRegion: timeEnd > time,
    text: stored.text ?? '',
    ...(stored.title && { title: stored.title }),
    tags: stored.tags ?? [],
    color: query.iconColor ?? 'red',
    source: query.name,
    panelId: stored.panelId ?? 0,
    ...(stored.login && { login: stored.login }),
  };
}
