import type { Content } from '../../state/content.ts';
import type { DashboardResource, Resource } from '../../state/resource.ts';
import { pullFolderTitle, pullFolderUid } from './names.ts';
import { previewDashboard, type PreviewFacts } from './preview-dashboard.ts';

/**
 * What a pull request shows, as content of its own: one folder and its dashboards, which the engine publishes like any other content.
 * Data sources, alerts and library panels stay those of the workspace.
 */
export function pullContent(
  dashboards: readonly DashboardResource[],
  facts: PreviewFacts,
): Content {
  const siblings = new Set(dashboards.map(({ uid }) => uid));
  const previews = withTitlesApart(dashboards).map((dashboard) =>
    previewDashboard(dashboard, facts, siblings),
  );
  const folder: Resource = {
    kind: 'folder',
    uid: pullFolderUid(facts),
    title: pullFolderTitle(facts),
  };
  return {
    project: facts.project,
    resources: () => (previews.length === 0 ? [] : [folder, ...previews]),
    locate: () => undefined,
  };
}

/** Dashboards of several folders may have one title; in the one folder of the pull request, Grafana 9.4 and 10.4 refuse that. */
function withTitlesApart(dashboards: readonly DashboardResource[]): DashboardResource[] {
  const key = ({ title }: DashboardResource): string => title.trim().toLowerCase();
  return dashboards.map((dashboard) =>
    dashboards.some((other) => other !== dashboard && key(other) === key(dashboard))
      ? { ...dashboard, title: `${dashboard.title} (${dashboard.uid})` }
      : dashboard,
  );
}
