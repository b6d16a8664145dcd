import { dataSourceUid, type AnnotationQuery, type Dashboard } from './dashboard.ts';
import type { Api } from './api.ts';
import type { Range } from './time.ts';

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
export async function readAnnotations(dashboard: Dashboard, range: Range, enabled: (query: AnnotationQuery) => boolean, api: Api): Promise<{ annotations: Annotation[]; errors: string[] }> {
  const errors: string[] = [];
  const found = await Promise.all(
    (dashboard.annotations?.list ?? []).filter(enabled).map(async (query) => {
      const path = annotationPath(query, dashboard, range);
      if (!path) {
        errors.push(`Annotations "${query.name}": this preview draws those of Grafana's own store only, not of ${dataSourceUid(query.datasource) ?? 'another data source'}.`);
        return [];
      }
      const answer = await api.get(path).catch((error: Error) => {
        errors.push(`Annotations "${query.name}": ${error.message}`);
        return [];
      });
      return (Array.isArray(answer) ? (answer as StoredAnnotation[]) : []).map((stored) => marked(stored, query));
    }),
  );
  return { annotations: found.flat(), errors };
}

/** The request that Grafana makes for a query of its own annotation store. */
export function annotationPath(query: AnnotationQuery, dashboard: Dashboard, range: Range): string | undefined {
  const uid = dataSourceUid(query.datasource);
  if (uid !== undefined && uid !== '-- Grafana --' && uid !== 'grafana') return undefined;
  const target = query.target ?? {};
  const ofDashboard = query.builtIn === 1 || target['type'] === 'dashboard' || target['type'] === undefined;
  const parameters: [string, string][] = [
    ['from', String(range.from)],
    ['to', String(range.to)],
    ['limit', String(target['limit'] ?? 100)],
  ];
  if (!ofDashboard) for (const tag of (target['tags'] as string[] | undefined) ?? []) parameters.push(['tags', tag]);
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
