import type { JsonObject } from '../resource.ts';
import { numberAt, objectsAt } from '../json.ts';

/**
 * Gives panels without an id, or with that of another, the next free one, as Grafana does when it loads a dashboard. Rows
 * are left out: nothing points at them, and schema v2 has no ids for them.
 */
export function giveIds(dashboard: JsonObject): void {
  const top = objectsAt(dashboard, 'panels');
  const all = top.flatMap((panel) => [panel, ...objectsAt(panel, 'panels')]);
  let free = Math.max(0, ...all.map((panel) => numberAt(panel, 'id') ?? 0)) + 1;
  const seen = new Set<number>();
  for (const panel of all) {
    const id = numberAt(panel, 'id') ?? 0;
    if (panel['type'] !== 'row' && (id === 0 || seen.has(id))) panel['id'] = free++;
    seen.add(id);
  }
}
