import { PanelBuilder, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { JsonObject, LibraryPanelResource } from '../../scripts/lib/state/resource.ts';
import { finishPanel } from './dashboard.ts';
import { publishSource, rememberSource } from './source.ts';

/** Where a library panel stands, and what it is called there. */
export interface LibraryPlace {
  /** Lasting: dashboards name it. */
  readonly uid: string;
  readonly name: string;
  readonly folderUid: string;
}

/**
 * A panel that several dashboards show and that is changed in one place. It belongs in `libraryPanels` of
 * dashboards/index.ts; `shown` puts it into a dashboard.
 */
export function libraryPanel(
  { uid, name, folderUid }: LibraryPlace,
  panel: { build(): Panel },
): LibraryPanelResource {
  const built = JSON.parse(JSON.stringify(panel.build())) as JsonObject;
  finishPanel(built);
  // Its id and place are those that a dashboard gives it.
  const { id: _, gridPos: __, ...model } = built;
  const resource = rememberSource<LibraryPanelResource>({
    kind: 'library-panel',
    uid,
    title: name,
    folderUid,
    model,
  });
  publishSource(uid, { whole: resource, panels: [] });
  return resource;
}

/** A library panel in a dashboard: `.withPanel(shown(slowRequests, { id: 91 }).span(8))`. */
export function shown({ uid, title }: LibraryPanelResource, { id }: { readonly id: number }) {
  const builder = new PanelBuilder().id(id).libraryPanel({ uid, name: title }).span(12).height(8);
  rememberSource(builder.build());
  return builder;
}
