import { json, type Reply } from '../../http/reply.ts';
import { currentBody, tagsOf } from '../../model/dashboards.ts';
import { allows, levelOnDashboard } from '../access.ts';
import type { Call } from '../call.ts';

/** GET /apis/dashboard.grafana.app/v0alpha1/namespaces/default/search */
export function searchObjects({ workspace, principal, query }: Call): Reply {
  const { store, generation } = workspace;
  const wanted = (query.get('query') ?? '').toLowerCase();
  const hits = store.dashboards
    .values()
    .filter((d) => d.title.toLowerCase().includes(wanted))
    .filter((d) => allows(levelOnDashboard(workspace, principal, d.uid), 'dashboards:read'))
    .toSorted((a, b) => (a.title < b.title ? -1 : 1))
    .map((d) => ({
      resource: 'dashboards',
      name: d.uid,
      title: d.title,
      tags: tagsOf(currentBody(store, d)),
      folder: d.folderUid,
      field: generation.unified ? null : { 'grafana.app/deprecatedInternalID': d.id },
      ...(generation.unified ? { score: 0.319_384_476_145_024_63 } : {}),
    }));
  return json(200, {
    totalHits: hits.length,
    hits,
    ...(generation.unified && hits.length > 0 ? { maxScore: 0.319_384_476_145_024_63 } : {}),
  });
}
