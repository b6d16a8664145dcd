import type { LiveDataSource, LiveFolder } from '../../grafana/live.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import { dataSourceMark } from '../../state/managed.ts';
import type {
  DashboardResource,
  DataSourceResource,
  FolderResource,
  Resource,
} from '../../state/resource.ts';
import { contentFingerprint } from '../content-fingerprint.ts';
import { editsNotInCode } from '../diff/edits.ts';
import { diffResources } from '../diff/index.ts';
import type { Change, Conflict } from '../plan.ts';
import type { FolderFacts, SeenDashboard } from '../observe/seen.ts';
import { holdsOf } from './holds.ts';

/** What decisions depend on beside the thing itself. */
export interface Rules {
  /** Our mark: `<project>/<environment>`. */
  readonly tag: string;
  /** Uids that a person named to be replaced or adopted. */
  readonly overwrite: ReadonlySet<string>;
}

export const named = ({ kind, uid, title }: Resource): Pick<Change, 'kind' | 'uid' | 'title'> => ({
  kind,
  uid,
  title,
});

/** What no wish of a person changes. */
const UNWRITABLE = new Set<Conflict['code']>(['read-only', 'alerting-off', 'quota', 'in-use']);

/** Somebody else's work is in the way: reported, unless a person named this very uid. */
export function conflictOr(
  change: Change,
  conflict: Conflict,
  rules: Rules,
  lost: Change['diff'],
): Change {
  if (!UNWRITABLE.has(conflict.code) && rules.overwrite.has(change.uid)) {
    return { ...change, reason: reasonOfOverwrite(conflict, change.kind) };
  }
  const { diff: _, ...rest } = change;
  return { ...rest, action: 'conflict', conflict, ...(lost && { diff: lost }) };
}

function reasonOfOverwrite({ code, live, detail }: Conflict, kind: Change['kind']): string {
  const version = live?.version === undefined ? '' : `version ${live.version}`;
  // Of the kinds only dashboards have a history in which a replaced edit stays.
  const stays = kind === 'dashboard' ? ', which stays in the history' : '; Grafana keeps no copy';
  switch (code) {
    case 'edited':
      return `replaces ${version || 'the edit'}${live?.by ? ` by ${live.by}` : ''}${stays}`;
    case 'foreign':
      return `taken over from ${detail ?? 'another project'}`;
    case 'converted':
      return `replaces ${version || 'what was'}, stored as ${detail ?? 'v2'}${version && ', which stays in the history'}`;
    default:
      return 'taken over: it was not made by this project';
  }
}

/**
 * A folder has neither tags nor a history. That it is ours is known by our dashboards in it, and what we called it by the
 * messages of those (publish-message.ts). One that already is as the code wants it is used as it is, whoever made it.
 */
export function decideFolder(
  desired: FolderResource,
  live: LiveFolder | undefined,
  facts: FolderFacts | undefined,
  rules: Rules,
): Change {
  const content = contentFingerprint(desired);
  if (!live) return { ...named(desired), action: 'create', content };
  const before: FolderResource = { kind: 'folder', ...live };
  const fingerprint = fingerprintOf(before);
  const seen: Change['seen'] = {
    fingerprint,
    ...(facts?.version !== undefined && { version: facts.version }),
    ...(facts?.updatedBy !== undefined && { updatedBy: facts.updatedBy }),
  };
  if (fingerprint === content) return { ...named(desired), action: 'noop', seen };
  const diff = diffResources(before, desired);
  const action = live.title === desired.title ? 'move' : 'update';
  const change: Change = { ...named(desired), action, diff, content, seen };
  if (facts?.published.has(fingerprint) || (facts?.holdsOurs && facts.writtenByProgram))
    return change;
  const code =
    facts?.holdsOurs === true || (facts && facts.published.size > 0) ? 'edited' : 'unmanaged';
  const by = facts?.updatedBy;
  const conflict: Conflict = {
    code,
    live: {
      ...(by !== undefined && { by }),
      ...(facts?.updated !== undefined && { at: facts.updated }),
    },
    detail: `title "${live.title}"`,
  };
  return conflictOr(change, conflict, rules, diffResources(desired, before));
}

/** A data source carries our mark among its settings, with the fingerprint of what was published. */
export function decideDataSource(
  desired: DataSourceResource,
  live: LiveDataSource | undefined,
  rules: Rules,
): Change {
  const content = contentFingerprint(desired);
  if (!live) return { ...named(desired), action: 'create', content };
  const before: DataSourceResource = {
    kind: 'datasource',
    uid: live.uid,
    title: live.title,
    model: live.model,
  };
  const fingerprint = fingerprintOf(before);
  const seen: Change['seen'] = { fingerprint };
  if (fingerprint === content) return { ...named(desired), action: 'noop', seen };
  const diff = diffResources(before, desired);
  const change: Change = { ...named(desired), action: 'update', diff, content, seen };
  const mark = dataSourceMark(live.model);
  if (live.readOnly) return conflictOr(change, { code: 'read-only' }, rules, diff);
  if (!mark) return conflictOr(change, { code: 'unmanaged' }, rules, diff);
  if (mark.tag !== rules.tag)
    return conflictOr(change, { code: 'foreign', detail: mark.tag }, rules, diff);
  if (mark.fingerprint === fingerprint) return change;
  return conflictOr(change, { code: 'edited' }, rules, diffResources(desired, before));
}

/** Three-way: what the code wants, what we wrote last (from the history), what is there now. */
export function decideDashboard(
  desired: DashboardResource,
  live: SeenDashboard | undefined,
  rules: Rules,
): Change {
  if (live?.isCode) return { ...named(desired), action: 'noop', seen: seenOf(live) };
  if (!live) {
    return {
      ...named(desired),
      action: 'create',
      holds: holdsOf(desired),
      // Computed when it is looked at: a first publish does that between its writes, instead of before them.
      get content() {
        return contentFingerprint(desired);
      },
    };
  }
  const content = contentFingerprint(desired);
  const seen = seenOf(live);
  if (live.fingerprint === content) return { ...named(desired), action: 'noop', seen };
  const diff = live.resource ? diffResources(live.resource, desired) : undefined;
  const action = diff && isMoveOnly(live, desired, diff) ? 'move' : 'update';
  const change: Change = { ...named(desired), action, ...(diff && { diff }), content, seen };
  const conflict = conflictOf(live, rules);
  if (!conflict || hasEveryEdit(desired, live)) return change;
  return conflictOr(change, conflict, rules, lostBy(live) ?? diff);
}

/** Edited since we published it, and the code has each of the edits by now (adopted), so that a write takes none back. */
function hasEveryEdit(desired: DashboardResource, live: SeenDashboard): boolean {
  const published = publishedContent(live);
  return (
    live.storedAs === undefined &&
    published !== undefined &&
    live.resource !== undefined &&
    editsNotInCode(published, live.resource, desired).length === 0
  );
}

/** Our last version. Histories do not know folders: its fingerprint tells whether it was published where it is now. */
function publishedContent({ base, folderUid }: SeenDashboard): DashboardResource | undefined {
  if (!base?.resource || base.resource.folderUid === folderUid) return base?.resource;
  const here = { ...base.resource, folderUid };
  return fingerprintOf(here) === base.fingerprint ? here : base.resource;
}

/** The fingerprint of our last version is that of the live content: nobody has edited since, and the code has changed. */
export function isUntouched(live: SeenDashboard): boolean {
  if (!live.base) return false;
  if (live.base.fingerprint === live.fingerprint) return true;
  // Written by a release that normalised differently: the same version and the same content is the same.
  const published = live.base.resource;
  return (
    live.version === live.base.version &&
    published !== undefined &&
    published.folderUid === live.folderUid &&
    fingerprintOf(published) === live.fingerprint
  );
}

/** Why a dashboard that differs from the code must not be written; undefined when it may. */
export function conflictOf(live: SeenDashboard, rules: Pick<Rules, 'tag'>): Conflict | undefined {
  const facts = liveFacts(live);
  if (live.storedAs !== undefined) return { code: 'converted', live: facts, detail: live.storedAs };
  if (live.base) {
    if (isUntouched(live)) return undefined;
    const { version, commit, at } = live.base;
    return {
      code: 'edited',
      published: { version, at, ...(commit !== undefined && { commit }) },
      live: facts,
    };
  }
  if (live.tags.includes(rules.tag)) return { code: 'edited', live: facts };
  // A tag of the same form: another project's, or ours in another environment.
  const foreign = live.newest && /^Published by (\S+) at /.exec(live.newest.message)?.[1];
  return foreign !== undefined
    ? { code: 'foreign', live: facts, detail: foreign }
    : { code: 'unmanaged', live: facts };
}

/** Who saved last, and when: the history knows logins, the dashboard itself often only ids. */
function liveFacts(live: SeenDashboard): NonNullable<Conflict['live']> {
  const newest = live.newest?.version === live.version ? live.newest : undefined;
  const author = newest && !/^\d*$/.test(newest.createdBy) ? newest.createdBy : live.updatedBy;
  const at = newest?.created ?? live.updated;
  return {
    version: live.version,
    ...(author !== undefined && author !== '' && { by: author }),
    ...(at !== undefined && { at }),
    ...(newest?.message && { message: newest.message }),
  };
}

/** What the edit in Grafana did, which a write would take back. */
function lostBy(live: SeenDashboard): Change['diff'] {
  const published = publishedContent(live);
  return published && live.resource ? diffResources(published, live.resource) : undefined;
}

function seenOf(live: SeenDashboard): NonNullable<Change['seen']> {
  return {
    version: live.version,
    folderUid: live.folderUid,
    ...(live.fingerprint !== undefined && { fingerprint: live.fingerprint }),
    ...(live.updated !== undefined && { updated: live.updated }),
    ...(live.updatedBy !== undefined && { updatedBy: live.updatedBy }),
  };
}

const isMoveOnly = (
  live: SeenDashboard,
  desired: DashboardResource,
  diff: NonNullable<Change['diff']>,
): boolean => live.folderUid !== desired.folderUid && diff.length <= 1;

/** A dashboard that the code does not have any more. Edited since it was published, it stays. */
export function decideOrphan(live: SeenDashboard, rules: Rules): Change {
  const change: Change = {
    kind: 'dashboard',
    uid: live.uid,
    title: live.title,
    action: 'delete',
    seen: seenOf(live),
  };
  const conflict = conflictOf(live, rules);
  return conflict ? conflictOr(change, conflict, rules, lostBy(live)) : change;
}

export function decideOrphanDataSource(live: LiveDataSource, rules: Rules): Change {
  const resource: DataSourceResource = {
    kind: 'datasource',
    uid: live.uid,
    title: live.title,
    model: live.model,
  };
  const fingerprint = fingerprintOf(resource);
  const change: Change = { ...named(resource), action: 'delete', seen: { fingerprint } };
  if (live.readOnly) return conflictOr(change, { code: 'read-only' }, rules, undefined);
  return dataSourceMark(live.model)?.fingerprint === fingerprint
    ? change
    : conflictOr(change, { code: 'edited' }, rules, undefined);
}
