import type { Api, QueryAnswers } from '../../../preview/src/model/api.ts';
import type { StoredAnnotation } from '../../../preview/src/model/annotation.ts';
import type { DataPlane } from '../local/data-plane.ts';
import { fillLibraryPanels } from '../state/library-panel.ts';
import type { DashboardResource, JsonObject, Resource } from '../state/resource.ts';

export interface ContentApiOptions {
  readonly resources: readonly Resource[];
  readonly dataPlane: DataPlane;
  /** What the annotation store holds. */
  readonly annotations?: readonly StoredAnnotation[];
}

/** Grafana's HTTP API as far as the page asks it, over resources that were built and a data plane: no workspace is needed. */
export function contentApi({ resources, dataPlane, annotations = [] }: ContentApiOptions): Api {
  return {
    get: (path) =>
      Promise.resolve(answerGet(new URL(path, 'http://content'), resources, annotations)),
    post: (path) =>
      Promise.reject(new Error(`${path}: the preview does not write; the code is what is edited.`)),
    query: async (request, signal = new AbortController().signal) => {
      const range = { from: Number(request.from), to: Number(request.to) };
      const answers: QueryAnswers[] = await Promise.all(
        request.queries.map(async (query): Promise<QueryAnswers> => {
          const refId = String(query['refId'] ?? 'A');
          const uid = (query['datasource'] as { uid?: string } | undefined)?.uid;
          const source = resources.find((r) => r.kind === 'datasource' && r.uid === uid);
          if (source?.kind !== 'datasource')
            return {
              [refId]: {
                status: 404,
                error: `There is no data source "${uid ?? ''}" in the code.`,
              },
            };
          try {
            const answer = await dataPlane.query(
              {
                target: query as JsonObject,
                dataSourceType: String(source.model['type']),
                ...range,
                intervalMs: Number(query['intervalMs'] ?? 15_000),
                maxDataPoints: Number(query['maxDataPoints'] ?? 1000),
              },
              signal,
            );
            return {
              [refId]: {
                status: answer.status,
                ...(answer.frames && { frames: answer.frames }),
                ...(answer.error !== undefined && { error: answer.error }),
              },
            };
          } catch (error) {
            return { [refId]: { status: 500, error: (error as Error).message } };
          }
        }),
      );
      return Object.assign({}, ...answers) as QueryAnswers;
    },
  };
}

function answerGet(
  { pathname, searchParams }: URL,
  resources: readonly Resource[],
  annotations: readonly StoredAnnotation[],
): unknown {
  const dashboards = fillLibraryPanels(resources).filter(
    (r): r is DashboardResource => r.kind === 'dashboard',
  );
  if (pathname === '/api/datasources')
    return resources.flatMap((r) =>
      r.kind === 'datasource' ? [{ uid: r.uid, name: r.title, type: r.model['type'] }] : [],
    );
  if (pathname === '/api/search') {
    const tags = searchParams.getAll('tag');
    if (searchParams.get('starred') === 'true') return [];
    const text = (searchParams.get('query') ?? '').toLowerCase();
    const folders = searchParams.getAll('folderUIDs');
    return dashboards
      .filter(
        (d) =>
          tags.every((tag) => (d.model['tags'] as string[] | undefined)?.includes(tag)) &&
          (folders.length === 0 || folders.includes(d.folderUid ?? '')) &&
          d.title.toLowerCase().includes(text),
      )
      .slice(0, Number(searchParams.get('limit') ?? 1000))
      .map((d) => ({
        uid: d.uid,
        title: d.title,
        url: `/d/${d.uid}`,
        type: 'dash-db',
        tags: d.model['tags'] ?? [],
        folderUid: d.folderUid,
        folderTitle: resources.find((r) => r.kind === 'folder' && r.uid === d.folderUid)?.title,
      }));
  }
  if (pathname === '/api/annotations') {
    const [from, to] = [
      Number(searchParams.get('from') ?? 0),
      Number(searchParams.get('to') ?? Infinity),
    ];
    const tags = searchParams.getAll('tags');
    return annotations.filter(
      (a) =>
        (a.time ?? 0) <= to &&
        (a.timeEnd ?? a.time ?? 0) >= from &&
        tags.every((tag) => a.tags?.includes(tag)),
    );
  }
  const uid = /^\/api\/dashboards\/uid\/([^/]+)$/.exec(pathname)?.[1];
  const dashboard = dashboards.find((d) => d.uid === decodeURIComponent(uid ?? ''));
  return (
    dashboard && {
      dashboard: { ...dashboard.model, uid: dashboard.uid },
      meta: { folderUid: dashboard.folderUid, slug: dashboard.uid },
    }
  );
}
