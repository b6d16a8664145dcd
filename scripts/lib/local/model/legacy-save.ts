import type { Principal } from '../grafana/principal.ts';
import type { DashboardRecord } from '../store/records.ts';
import type { Workspace } from '../workspace.ts';
import { writeDashboard, type Save } from './dashboards.ts';
import { legacyMeta } from './object-meta.ts';

/** Writes what came through the legacy API, a person's browser included. */
export function writeLegacy(
  workspace: Workspace,
  save: Omit<Save, 'storedVersion' | 'meta'>,
  by: Principal,
): DashboardRecord {
  const before = workspace.store.dashboards.get(save.uid);
  // Unified storage goes on calling a version-2 dashboard one, whatever is saved over it.
  const second = workspace.generation.unified && before?.storedVersion.startsWith('v2');
  return writeDashboard(
    workspace,
    {
      ...save,
      storedVersion: second && before ? before.storedVersion : 'v0alpha1',
      meta: legacyMeta(workspace, before, {
        ...save,
        message: save.givenMessage ?? (before ? save.message : ''),
      }),
    },
    by,
  );
}
