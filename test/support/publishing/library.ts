import type {
  JsonObject,
  LibraryPanelResource,
  Resource,
} from '../../../scripts/lib/state/resource.ts';

export const libraryPanel = (
  options: { uid?: string; title?: string; expr?: string; folderUid?: string; unit?: string } = {},
): LibraryPanelResource => {
  const { uid = 'lp-1', title = 'Errors', expr = 'rate(errors[5m])', folderUid = 'f-1' } = options;
  return {
    kind: 'library-panel',
    uid,
    title,
    folderUid,
    model: {
      type: 'timeseries',
      title: 'Errors per second',
      datasource: { type: 'prometheus', uid: 'metrics' },
      fieldConfig: { defaults: { unit: options.unit ?? 'reqps' }, overrides: [] },
      targets: [{ refId: 'A', expr }],
    },
  };
};

/** As a dashboard shows it. */
export const placed = (id: number, uid = 'lp-1', name = 'Errors'): JsonObject => ({
  id,
  gridPos: { h: 8, w: 12, x: 0, y: 40 },
  libraryPanel: { uid, name },
});

/** For `contentOf({ edit })`: the panels, and `d-1` shows those of `shown`. */
export const withLibrary =
  (panels: readonly LibraryPanelResource[], shown: readonly string[] = []) =>
  (resources: Resource[]): Resource[] => [
    ...resources.map((resource) =>
      resource.uid === 'd-1' && resource.kind === 'dashboard'
        ? {
            ...resource,
            model: {
              ...resource.model,
              panels: [
                ...(resource.model['panels'] as JsonObject[]),
                ...shown.map((uid, index) => placed(50 + index, uid)),
              ],
            },
          }
        : resource,
    ),
    ...panels,
  ];
