import { jsonUtf8, type Reply } from '../../http/reply.ts';
import { currentBody, tagsOf } from '../../model/dashboards.ts';
import { allows, levelOnDashboard } from '../access.ts';
import type { Call } from '../call.ts';

/** GET /api/dashboards/tags: every tag with how many dashboards have it. */
export function listTags({ workspace, principal }: Call): Reply {
  const counts = new Map<string, number>();
  for (const dashboard of workspace.store.dashboards.values()) {
    if (!allows(levelOnDashboard(workspace, principal, dashboard.uid), 'dashboards:read')) continue;
    for (const tag of tagsOf(currentBody(workspace.store, dashboard)))
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  const terms = [...counts].map(([term, count]) => ({ term, count }));
  // The search index of unified storage counts, the database sorts.
  const byName = (a: { term: string }, b: { term: string }): number => (a.term < b.term ? -1 : 1);
  return jsonUtf8(
    200,
    workspace.generation.unified
      ? terms.toSorted((a, b) => b.count - a.count || byName(a, b))
      : terms.toSorted(byName),
  );
}
