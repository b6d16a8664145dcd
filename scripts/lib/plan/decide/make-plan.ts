import { dataSourceMark, libraryPanelMark } from '../../state/managed.ts';
import {
  RESOURCE_KINDS,
  type AlertRuleGroupResource,
  type Resource,
} from '../../state/resource.ts';
import { NO_COMMIT } from '../commit.ts';
import {
  decideDashboard,
  decideDataSource,
  decideFolder,
  decideOrphan,
  decideOrphanDataSource,
  type Rules,
} from './decide.ts';
import {
  decideAlertGroup,
  decideOrphanAlertGroup,
  orphanAlertGroups,
  withinQuota,
} from './alert-group.ts';
import { decideLibraryPanel, decideOrphanLibraryPanel } from './library-panel.ts';
import { ACTIONS, PLAN_SCHEMA_VERSION, type Change, type Plan } from '../plan.ts';
import type { Seen } from '../observe/seen.ts';

/** What a plan is asked for. */
export interface PlanOptions {
  readonly environment: string;
  readonly grafanaVersion: string;
  readonly commit?: string;
  /** `<project>/<environment>`. */
  readonly tag: string;
  /** Uids to look at; absent: all. */
  readonly only?: readonly string[];
  /** Uids whose edits a person wants replaced. */
  readonly overwrite?: readonly string[];
  /** Delete what carries our mark and is not in the code. */
  readonly prune?: boolean;
  /** The quotas of Amazon Managed Grafana hold. */
  readonly hasQuotas?: boolean;
}

/** Compares what the code wants with what a workspace has. Pure: reads nothing, writes nothing, the same for the same. */
export function makePlan(desired: readonly Resource[], seen: Seen, options: PlanOptions): Plan {
  const rules: Rules = { tag: options.tag, overwrite: new Set(options.overwrite) };
  const only = options.only === undefined ? undefined : new Set(options.only);
  const isAsked = (uid: string): boolean => only === undefined || only.has(uid);

  const decided = desired
    .filter(({ uid }) => isAsked(uid))
    .map((resource) => decide(resource, seen, rules));
  const changes = options.hasQuotas
    ? withinQuota(decided, alertGroupsOf(desired), seen.alerts)
    : decided;
  const orphans = orphansOf(desired, seen, rules).filter(({ uid }) => isAsked(uid));
  if (options.prune === true) changes.push(...orphans.sort(inReverseOrder));

  const summary = { create: 0, update: 0, move: 0, delete: 0, noop: 0, conflict: 0 };
  for (const action of ACTIONS)
    summary[action] = changes.filter((change) => change.action === action).length;
  const published = lastPublished(seen);
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    environment: options.environment,
    grafanaVersion: options.grafanaVersion,
    ...(options.commit !== undefined && options.commit !== NO_COMMIT && { commit: options.commit }),
    ...(published && { published }),
    changes,
    summary,
    ...(options.prune !== true &&
      orphans.length > 0 && {
        orphans: orphans.map(({ kind, uid, title }) => ({ kind, uid, title })),
      }),
    ...(hasOptions(options) && {
      options: {
        ...(options.only && { only: [...options.only] }),
        ...(options.overwrite?.length && { overwrite: [...options.overwrite] }),
        ...(options.prune === true && { prune: true }),
      },
    }),
  };
}

/** The newest version of ours in the histories that were read. */
function lastPublished({ dashboards }: Seen): Plan['published'] {
  let newest: { at: string; commit?: string } | undefined;
  for (const { base } of dashboards.values())
    if (base && (newest === undefined || Date.parse(base.at) > Date.parse(newest.at)))
      newest = { at: base.at, ...(base.commit !== undefined && { commit: base.commit }) };
  return newest;
}

/** Something would be written, or cannot be. */
export const hasChanges = (plan: Plan): boolean =>
  plan.changes.some(({ action }) => action !== 'noop');

/** Something would be written. */
export const hasWrites = (plan: Plan): boolean =>
  plan.changes.some(({ action }) => action !== 'noop' && action !== 'conflict');

function decide(resource: Resource, seen: Seen, rules: Rules): Change {
  switch (resource.kind) {
    case 'folder':
      return decideFolder(
        resource,
        seen.folders.get(resource.uid),
        seen.folderFacts.get(resource.uid),
        rules,
      );
    case 'datasource':
      return decideDataSource(resource, seen.dataSources.get(resource.uid), rules);
    case 'library-panel':
      return decideLibraryPanel(resource, seen.libraryPanels?.panels.get(resource.uid), rules);
    case 'dashboard':
      return decideDashboard(resource, seen.dashboards.get(resource.uid), rules);
    default:
      return decideAlertGroup(resource, seen.alerts, rules);
  }
}

/** What carries our mark and is not in the code. Folders carry none, so they are never deleted. */
function orphansOf(desired: readonly Resource[], seen: Seen, rules: Rules): Change[] {
  const wanted = new Set(desired.map(({ kind, uid }) => `${kind} ${uid}`));
  const dataSources = [...seen.dataSources.values()].filter(
    ({ uid, model }) =>
      !wanted.has(`datasource ${uid}`) && dataSourceMark(model)?.tag === rules.tag,
  );
  const libraryPanels = [...(seen.libraryPanels?.panels.values() ?? [])].filter(
    ({ uid, model }) =>
      !wanted.has(`library-panel ${uid}`) && libraryPanelMark(model)?.tag === rules.tag,
  );
  const dashboards = [...seen.dashboards.values()].filter(
    ({ uid, tags }) => !wanted.has(`dashboard ${uid}`) && tags.includes(rules.tag),
  );
  return [
    ...orphanAlertGroups(alertGroupsOf(desired), seen.alerts?.groups, rules.tag).map((live) =>
      decideOrphanAlertGroup(live, alertGroupsOf(desired), rules),
    ),
    ...dashboards.map((live) => decideOrphan(live, rules)),
    ...libraryPanels.map((live) =>
      decideOrphanLibraryPanel(live, seen.libraryPanels?.shownBy.get(live.uid) ?? [], rules),
    ),
    ...dataSources.map((live) => decideOrphanDataSource(live, rules)),
  ];
}

const alertGroupsOf = (desired: readonly Resource[]): AlertRuleGroupResource[] =>
  desired.filter((resource) => resource.kind === 'alert-rule-group');

/** Dashboards go before the data sources that they ask. */
const inReverseOrder = (a: Change, b: Change): number =>
  RESOURCE_KINDS.indexOf(b.kind) - RESOURCE_KINDS.indexOf(a.kind);

const hasOptions = ({ only, overwrite, prune }: PlanOptions): boolean =>
  only !== undefined || (overwrite !== undefined && overwrite.length > 0) || prune === true;
