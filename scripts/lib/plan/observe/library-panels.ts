import type { GrafanaClient } from '../../grafana/client.ts';
import { dashboardsShowing, listLibraryPanels } from '../../grafana/library-panels.ts';
import { libraryPanelsOf } from '../../state/library-panel.ts';
import { libraryPanelMark } from '../../state/managed.ts';
import type { Resource } from '../../state/resource.ts';
import type { SeenLibraryPanels } from './seen-library-panels.ts';

export interface ObserveLibraryOptions {
  /** `<project>/<environment>`. */
  readonly tag: string;
  /** Uids to look at; absent: all. */
  readonly only?: ReadonlySet<string>;
  readonly prune: boolean;
  /** Grafana 12 and later. */
  readonly isModern: boolean;
}

/** One request a hundred library panels, where the code has any or some may be deleted. */
export async function observeLibraryPanels(
  desired: readonly Resource[],
  client: GrafanaClient,
  { tag, only, prune, isModern }: ObserveLibraryOptions,
): Promise<SeenLibraryPanels | undefined> {
  const isAsked = (uid: string): boolean => only?.has(uid) ?? true;
  const known = new Set(desired.map(({ uid }) => uid));
  const own = desired.filter(({ kind, uid }) => kind === 'library-panel' && isAsked(uid));
  const mayDelete = prune && (!only || [...only].some((uid) => !known.has(uid)));
  if (own.length === 0 && !mayDelete) return undefined;
  const panels = new Map((await listLibraryPanels(client)).map((panel) => [panel.uid, panel]));
  const shownBy = new Map<string, readonly string[]>();
  for (const { uid, model } of mayDelete ? panels.values() : []) {
    if (known.has(uid) || !isAsked(uid) || libraryPanelMark(model)?.tag !== tag) continue;
    // Dashboards that the code takes it out of are written before it is deleted.
    const rewritten = new Set(
      desired.flatMap((one) =>
        one.kind === 'dashboard' && !libraryPanelsOf(one.model).includes(uid) ? [one.uid] : [],
      ),
    );
    const showing = await dashboardsShowing(client, uid, isModern);
    shownBy.set(
      uid,
      showing.filter((dashboard) => !rewritten.has(dashboard)),
    );
  }
  return { panels, shownBy };
}
