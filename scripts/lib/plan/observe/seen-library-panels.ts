import type { LiveLibraryPanel } from '../../grafana/library-panels.ts';

/** What was seen of the library panels of a workspace. */
export interface SeenLibraryPanels {
  readonly panels: ReadonlyMap<string, LiveLibraryPanel>;
  /** Of those that may be deleted: uids of the dashboards that would still show them. */
  readonly shownBy: ReadonlyMap<string, readonly string[]>;
}
