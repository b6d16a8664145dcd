import type { Clock } from './clock.ts';
import type { DataPlane } from './data-plane.ts';
import type { Generation } from './generation.ts';
import type { ListMemory } from './grafana/apis/list-memory.ts';
import type { RoleMemory } from './grafana/role-memory.ts';
import type { ScopeCache } from './grafana/scope-cache.ts';
import type { SearchIndex } from './grafana/search-index.ts';
import type { GrafanaVersion } from './local-workspace.ts';
import type { Store } from './store/store.ts';

/** What every handler works on: one workspace's knowledge and ways. */
export interface Workspace {
  readonly id: string;
  readonly grafana: GrafanaVersion;
  readonly generation: Generation;
  readonly store: Store;
  readonly clock: Clock;
  readonly scopes: ScopeCache;
  readonly roles: RoleMemory;
  readonly index: SearchIndex;
  readonly lists: ListMemory;
  readonly dataPlane?: DataPlane;
}
