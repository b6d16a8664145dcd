import { viewDashboard, type PanelView } from '../plan/diff/dashboard-view.ts';
import { diffResources } from '../plan/diff/index.ts';
import { matchPanels } from '../plan/diff/match-panels.ts';
import type { Difference } from '../plan/plan.ts';
import { canonicalJson } from '../state/json.ts';
import { fillLibraryPanels } from '../state/library-panel.ts';
import type { DashboardResource, Resource } from '../state/resource.ts';

export type Status = 'new' | 'changed' | 'removed' | 'moved' | 'unchanged';

export interface PanelChange {
  readonly status: Status;
  readonly title: string;
  /** Its title before, where that was another: differences name the panel as it was. */
  readonly titleBefore?: string;
  readonly row: string;
  readonly type: string;
  /** `panel-4` on the page before and after. */
  readonly before?: string;
  readonly after?: string;
  /** Pixels that the panel has on a page 1600 wide. */
  readonly size: { readonly width: number; readonly height: number };
}

export interface DashboardChange {
  readonly uid: string;
  readonly title: string;
  readonly status: Exclude<Status, 'moved'>;
  readonly before?: DashboardResource;
  readonly after?: DashboardResource;
  readonly differences: readonly Difference[];
  readonly panels: readonly PanelChange[];
}

/**
 * What became of every dashboard between two states of the code: changed ones first, then new, removed and unchanged.
 * A library panel counts in each dashboard that shows it, for that is where people see it.
 */
export function compareDashboards(
  before: readonly Resource[],
  after: readonly Resource[],
): DashboardChange[] {
  const dashboards = (resources: readonly Resource[]): Map<string, DashboardResource> =>
    new Map(
      fillLibraryPanels(resources).flatMap((r) =>
        r.kind === 'dashboard' ? [[r.uid, r] as const] : [],
      ),
    );
  const [was, is] = [dashboards(before), dashboards(after)];
  const changes = [...new Set([...was.keys(), ...is.keys()])].map((uid) =>
    compareOne(uid, was.get(uid), is.get(uid)),
  );
  const order: Record<string, number> = { changed: 0, new: 1, removed: 2, unchanged: 3 };
  return changes.sort(
    (a, b) => (order[a.status] ?? 9) - (order[b.status] ?? 9) || (a.title < b.title ? -1 : 1),
  );
}

function compareOne(
  uid: string,
  before: DashboardResource | undefined,
  after: DashboardResource | undefined,
): DashboardChange {
  const title = after?.title ?? before?.title ?? uid;
  const all = (resource: DashboardResource, status: 'new' | 'removed'): PanelChange[] =>
    viewDashboard(resource.model)
      .panels.filter((p) => !p.isRow)
      .map((p) =>
        changeOf(status, status === 'removed' ? p : undefined, status === 'new' ? p : undefined),
      );
  if (!before || !after) {
    const resource = after ?? before;
    const status = after ? 'new' : 'removed';
    return {
      uid,
      title,
      status,
      ...(before && { before }),
      ...(after && { after }),
      differences: [],
      panels: resource ? all(resource, status) : [],
    };
  }
  const differences = diffResources(before, after);
  return {
    uid,
    title,
    status: differences.length > 0 ? 'changed' : 'unchanged',
    before,
    after,
    differences,
    panels: comparePanels(before, after),
  };
}

function comparePanels(before: DashboardResource, after: DashboardResource): PanelChange[] {
  const [was, is] = [viewDashboard(before.model), viewDashboard(after.model)];
  const matched = matchPanels(was.panels, is.panels);
  const order = new Map(is.panels.map((p, i) => [p, i]));
  const placed = (view: PanelView | undefined): number =>
    view ? (order.get(view) ?? Infinity) : Infinity;
  const changes = [
    ...matched.pairs.map((pair) => ({
      at: placed(pair.after),
      change: changeOf(statusOf(pair.before, pair.after), pair.before, pair.after),
      row: pair.after.isRow,
    })),
    ...matched.added.map((view) => ({
      at: placed(view),
      change: changeOf('new', undefined, view),
      row: view.isRow,
    })),
    ...matched.removed.map((view) => ({
      at: Infinity,
      change: changeOf('removed', view, undefined),
      row: view.isRow,
    })),
  ];
  return changes
    .filter((c) => !c.row)
    .sort((a, b) => a.at - b.at)
    .map((c) => c.change);
}

function statusOf(before: PanelView, after: PanelView): Status {
  const content = ({ panel }: PanelView): string =>
    canonicalJson({ ...panel, gridPos: null, id: null });
  if (content(before) !== content(after)) return 'changed';
  const box = ({ panel }: PanelView): string => canonicalJson(panel['gridPos'] ?? null);
  return box(before) !== box(after) && before.row?.name !== after.row?.name ? 'moved' : 'unchanged';
}

function changeOf(
  status: Status,
  before: PanelView | undefined,
  after: PanelView | undefined,
): PanelChange {
  const view = after ?? before;
  const { w = 12, h = 8 } = (view?.panel['gridPos'] ?? {}) as { w?: number; h?: number };
  const keyOf = (own: PanelView | undefined): string | undefined =>
    own?.id === undefined ? undefined : `panel-${own.id}`;
  const [was, is] = [keyOf(before), keyOf(after)];
  return {
    status,
    title: view?.name ?? '',
    ...(before && after && before.name !== after.name && { titleBefore: before.name }),
    row: view?.row?.name ?? '',
    type: view?.type ?? '',
    ...(was && { before: was }),
    ...(is && { after: is }),
    size: {
      width: Math.round((w * (1568 - 23 * 8)) / 24 + (w - 1) * 8),
      height: h * 30 + (h - 1) * 8,
    },
  };
}
