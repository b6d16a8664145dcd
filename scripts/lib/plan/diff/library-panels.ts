import { asDashboard } from '../../state/library-panel.ts';
import type { DashboardResource, LibraryPanelResource } from '../../state/resource.ts';
import type { Difference } from '../plan.ts';
import { diffDashboards } from './dashboards.ts';
import { difference, differenceOf, within, type Place } from './place.ts';

const ROOT: Place = { path: [], before: '', after: '' };

/** What differs between two states of a library panel, in the words for a panel of a dashboard. */
export function diffLibraryPanels(
  before: LibraryPanelResource,
  after: LibraryPanelResource,
): Difference[] {
  return [
    ...(before.folderUid === after.folderUid
      ? []
      : [differenceOf('moved', within(ROOT, 'folder'), before.folderUid, after.folderUid)]),
    ...difference(within(ROOT, 'name', 'name'), before.title, after.title),
    ...diffDashboards(around(before), around(after)).map(inPanel),
  ];
}

const around = ({ uid, model }: LibraryPanelResource): DashboardResource => ({
  kind: 'dashboard',
  uid,
  title: '',
  folderUid: '',
  model: asDashboard(model),
});

/** Without the dashboard that was only put around it: neither its place nor its number mean anything. */
function inPanel(difference: Difference): Difference {
  const { panelId: _, ...rest } = difference;
  return { ...rest, pointer: rest.pointer.replace(/^\/panels\/0/, '') };
}
