import type { GrafanaClient } from '../../grafana/client.ts';
import { isGone } from '../../grafana/grafana-error.ts';
import { CONNECTIONS } from '../../grafana/http.ts';
import { eachInParallel } from '../../grafana/in-parallel.ts';
import type {
  LiveDashboard,
  LiveDataSource,
  LiveFolder,
  WorkspaceReader,
} from '../../grafana/live.ts';
import type { DashboardVersion } from '../../grafana/schemas.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import { jsonEqual } from '../../state/json.ts';
import { managedTag } from '../../state/managed.ts';
import { parsePublishMessage } from '../../state/publish-message.ts';
import type {
  DashboardResource,
  FolderResource,
  JsonObject,
  Resource,
} from '../../state/resource.ts';
import { contentFingerprint } from '../content-fingerprint.ts';
import { observeAlerts } from './alerts.ts';
import { observeLibraryPanels } from './library-panels.ts';
import { publishedBase } from './published-base.ts';
import type { FolderFacts, Seen, SeenDashboard } from './seen.ts';

/** What is looked at, and as whom. */
export interface ObserveOptions {
  readonly project: string;
  readonly environment: string;
  /** Uids to look at; absent: all, and what is ours beside them. */
  readonly only?: ReadonlySet<string>;
  /** Also look closely at what is ours and not in the code, because it may be deleted. */
  readonly prune: boolean;
  /** Told while reading: how many dashboards have been compared. */
  readonly onRead?: (dashboards: number) => void;
  readonly signal: AbortSignal;
}

/** Versions of a history that are read at first, and when ours is not among them. Grafana keeps 20 unless told otherwise. */
const RECENT_VERSIONS = 5;
const ALL_VERSIONS = 100;
/** Dashboards of a folder that are asked what it was called; one would do if all were published together. */
const WITNESSES = 3;

/** Looks once at what the workspace has, and keeps only what differs from the code. */
export async function observe(
  desired: readonly Resource[],
  client: GrafanaClient,
  reader: WorkspaceReader,
  options: ObserveOptions,
): Promise<Seen> {
  const wanted = desired.filter(({ uid }) => options.only?.has(uid) ?? true);
  const tag = managedTag(options.project, options.environment);
  const isModern = reader.generation === 'apis';
  const scope = { tag, prune: options.prune, ...(options.only && { only: options.only }) };
  const [folders, dataSources, dashboards, libraryPanels, alerts] = await Promise.all([
    readFolders(wanted, client, reader, options),
    readDataSources(wanted, client, options),
    readDashboards(wanted, client, reader, options),
    observeLibraryPanels(desired, client, { ...scope, isModern }),
    observeAlerts(wanted, client, { ...scope, tellsWho: isModern }),
  ]);
  const folderFacts = new Map<string, FolderFacts>();
  for (const resource of wanted) {
    if (resource.kind !== 'folder') continue;
    const live = folders.get(resource.uid);
    if (!live || fingerprintOf({ kind: 'folder', ...live }) === fingerprintOf(resource)) continue;
    folderFacts.set(resource.uid, await factsOf(resource, client, dashboards, options));
  }
  return {
    folders,
    dataSources,
    dashboards,
    folderFacts,
    ...(libraryPanels && { libraryPanels }),
    ...(alerts && { alerts }),
  };
}

async function readFolders(
  wanted: readonly Resource[],
  client: GrafanaClient,
  reader: WorkspaceReader,
  options: ObserveOptions,
): Promise<ReadonlyMap<string, LiveFolder>> {
  const uids = wanted.flatMap(({ kind, uid }) => (kind === 'folder' ? [uid] : []));
  if (uids.length === 0) return new Map();
  if (!options.only) return byUid(await reader.folders());
  const found = new Map<string, LiveFolder>();
  await eachInParallel(uids, CONNECTIONS, async (uid) => {
    const folder = await unlessGone(() => client.folder(uid));
    const parentUid = folder?.parentUid;
    if (folder) found.set(uid, { uid, title: folder.title, ...(parentUid && { parentUid }) });
  });
  return found;
}

async function readDataSources(
  wanted: readonly Resource[],
  client: GrafanaClient,
  options: ObserveOptions,
): Promise<ReadonlyMap<string, LiveDataSource>> {
  const isWanted = wanted.some(({ kind }) => kind === 'datasource');
  if (!isWanted && !(options.prune && !options.only)) return new Map();
  return byUid(await client.dataSources());
}

async function readDashboards(
  wanted: readonly Resource[],
  client: GrafanaClient,
  reader: WorkspaceReader,
  options: ObserveOptions,
): Promise<ReadonlyMap<string, SeenDashboard>> {
  const desired = new Map(
    wanted.flatMap((resource): [string, DashboardResource][] =>
      resource.kind === 'dashboard' ? [[resource.uid, resource]] : [],
    ),
  );
  // A uid that the code does not have is an orphan that somebody named.
  const uids = new Set([...desired.keys(), ...(options.prune ? (options.only ?? []) : [])]);
  const seen = new Map<string, SeenDashboard>();
  if (uids.size === 0 && options.only) return seen;
  const tag = managedTag(options.project, options.environment);
  const closer: string[] = [];
  for await (const live of reader.dashboards({ uids, tag, others: !options.only })) {
    options.signal.throwIfAborted();
    const code = desired.get(live.uid);
    const compared = compare(live, code);
    if (!code && !compared.tags.includes(tag)) continue;
    if (
      code
        ? compared.isCode !== true && compared.fingerprint !== contentFingerprint(code)
        : options.prune
    )
      closer.push(live.uid);
    seen.set(live.uid, compared);
    options.onRead?.(seen.size);
  }
  await eachInParallel(closer, CONNECTIONS, async (uid) => {
    options.signal.throwIfAborted();
    const live = seen.get(uid);
    if (live) seen.set(uid, await withHistory(live, desired.get(uid), client, options));
  });
  return seen;
}

/** The live side without its model when that is what the code wants. */
export function compare(
  live: LiveDashboard,
  desired: DashboardResource | undefined,
): SeenDashboard {
  const { model, ...facts } = live;
  if (!model) return { ...facts, tags: [] };
  const tags = Array.isArray(model['tags'])
    ? model['tags'].filter((tag): tag is string => typeof tag === 'string')
    : [];
  if (desired && isSame(live, model, desired)) return { ...facts, tags, isCode: true };
  const { uid, title, folderUid } = live;
  const resource: DashboardResource = { kind: 'dashboard', uid, title, folderUid, model };
  const fingerprint = fingerprintOf(resource);
  const isEqual = desired !== undefined && contentFingerprint(desired) === fingerprint;
  return { ...facts, tags, fingerprint, ...(!isEqual && { resource }) };
}

/** Names that the server gives; some answers carry them, others do not. */
const SERVER_NAMES = new Set(['id', 'uid', 'version']);

/** Equal as it is, which is far cheaper to see than equal once normalised, and what most dashboards are. */
function isSame(live: LiveDashboard, model: JsonObject, desired: DashboardResource): boolean {
  if (live.folderUid !== desired.folderUid) return false;
  const own = (object: JsonObject): string[] =>
    Object.keys(object).filter((key) => !SERVER_NAMES.has(key));
  const keys = own(desired.model);
  return (
    keys.length === own(model).length &&
    keys.every((key) => jsonEqual(model[key], desired.model[key]))
  );
}

/** With what we published last and who saved since. */
export async function withHistory(
  live: SeenDashboard,
  desired: DashboardResource | undefined,
  client: GrafanaClient,
  { project, environment }: Pick<ObserveOptions, 'project' | 'environment'>,
): Promise<SeenDashboard> {
  // A first version has never been moved; of a later one only the code tells where it should be.
  const folderUid = live.version === 1 ? live.folderUid : (desired?.folderUid ?? live.folderUid);
  const question = { project, environment, uid: live.uid, folderUid };
  let versions: readonly DashboardVersion[] = [];
  for (const limit of [RECENT_VERSIONS, ALL_VERSIONS]) {
    versions = (await unlessGone(() => client.versions(live.uid, limit))) ?? [];
    const base = publishedBase(versions, question);
    if (base || versions.length < limit) {
      return { ...live, ...(base && { base }), ...(versions[0] && { newest: versions[0] }) };
    }
  }
  return { ...live, ...(versions[0] && { newest: versions[0] }) };
}

/** What is known of a folder that is not as the code wants it. */
async function factsOf(
  desired: FolderResource,
  client: GrafanaClient,
  dashboards: ReadonlyMap<string, SeenDashboard>,
  { project, environment }: ObserveOptions,
): Promise<FolderFacts> {
  const folder = await unlessGone(() => client.folder(desired.uid));
  const tag = managedTag(project, environment);
  const ours = [...dashboards.values()].filter(
    (dashboard) => dashboard.folderUid === desired.uid && dashboard.tags.includes(tag),
  );
  const published = new Set<string>();
  await eachInParallel(ours.slice(0, WITNESSES), CONNECTIONS, async ({ uid }) => {
    const versions = (await unlessGone(() => client.versions(uid, RECENT_VERSIONS))) ?? [];
    const mark = versions
      .map(({ message }) => parsePublishMessage(message))
      .find((found) => found?.project === project && found.environment === environment);
    if (mark?.folder !== undefined) published.add(mark.folder);
  });
  const updatedBy = folder?.updatedBy;
  return {
    ...(folder?.version !== undefined && { version: folder.version }),
    ...(updatedBy !== undefined && { updatedBy }),
    ...(folder?.updated !== undefined && { updated: folder.updated }),
    published,
    holdsOurs: ours.length > 0,
    writtenByProgram:
      updatedBy === 'Anonymous' ||
      updatedBy === `${project}-editor` ||
      updatedBy === `${project}-admin`,
  };
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const byUid = <Thing extends { readonly uid: string }>(
  things: readonly Thing[],
): ReadonlyMap<string, Thing> => new Map(things.map((thing) => [thing.uid, thing]));
