import { validateResources } from '../build/validate.ts';
import type { NamedEnvironment } from '../config/load.ts';
import { nearest } from '../text/nearest.ts';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import type { Content } from '../state/content.ts';
import { desiredState } from '../state/desired.ts';
import { libraryPanelsOf } from '../state/library-panel.ts';
import { managedTag } from '../state/managed.ts';
import type { Resource } from '../state/resource.ts';
import type { Role } from '../workspace/control-plane.ts';
import type { Workspace } from '../workspace/with-workspace.ts';
import { makePlan } from './decide/make-plan.ts';
import { observe } from './observe/observe.ts';
import type { Plan } from './plan.ts';

export interface PrepareOptions {
  readonly only?: readonly string[];
  readonly overwrite?: readonly string[];
  readonly prune?: boolean;
  readonly commit?: string;
  readonly signal: AbortSignal;
  readonly onRead?: (dashboards: number) => void;
}

/** A plan, and the content that it was made from. */
export interface Prepared {
  readonly plan: Plan;
  readonly desired: readonly Resource[];
}

/** Reads the workspace once and compares it with the code. Writes nothing. @throws UserError (exit 2) for what Grafana would not understand */
export async function preparePlan(
  content: Content,
  { name, environment }: NamedEnvironment,
  workspace: Workspace,
  options: PrepareOptions,
): Promise<Prepared> {
  const { grafanaVersion } = workspace;
  const desired = desiredState(content, { environmentName: name, environment, grafanaVersion });
  verifyNamed(desired, options);
  const only = options.only && withFolders(options.only, desired);
  const prune = options.prune === true;
  const role = roleToRead(desired, only, prune);
  const seen = await observe(desired, workspace.client(role), workspace.reader(role), {
    project: content.project,
    environment: name,
    prune,
    signal: options.signal,
    ...(only && { only }),
    ...(options.onRead && { onRead: options.onRead }),
  });
  const plan = makePlan(desired, seen, {
    environment: name,
    grafanaVersion,
    tag: managedTag(content.project, name),
    prune,
    ...(options.commit !== undefined && { commit: options.commit }),
    ...(only && { only: [...only] }),
    ...(options.overwrite && { overwrite: options.overwrite }),
    // A Grafana of one's own has none of Amazon's quotas.
    hasQuotas: !environment.grafana.startsWith('http'),
  });
  verifyWritten(plan, desired, content.locate);
  return { plan, desired };
}

/**
 * What would be written is what Grafana understands: it stores nearly anything, so that a wrong field shows up as an empty panel.
 * What is not written is not looked at: of a thousand dashboards most have not changed. @throws UserError (exit 2)
 */
function verifyWritten(
  { changes }: Plan,
  desired: readonly Resource[],
  locate: Content['locate'],
): void {
  const written = new Set(
    changes.flatMap(({ kind, uid, action }) => (action === 'noop' ? [] : [`${kind} ${uid}`])),
  );
  validateResources(
    desired.filter(({ kind, uid }) => written.has(`${kind} ${uid}`)),
    locate,
  );
}

/**
 * Data sources can be read by an admin only (an editor is answered 403), and a LIST of dashboards shows an editor what was
 * written up to 30 s late. Where neither data sources nor orphans are looked at, an editor is enough.
 */
function roleToRead(
  desired: readonly Resource[],
  only: ReadonlySet<string> | undefined,
  prune: boolean,
): Role {
  const readsDataSources = desired.some(
    ({ kind, uid }) =>
      // Alert rules, too, up to 10.4.
      (kind === 'datasource' || kind === 'alert-rule-group') && (only?.has(uid) ?? true),
  );
  return readsDataSources || prune ? 'ADMIN' : 'EDITOR';
}

/** The named resources, the library panels that they show, and the folders that they are in: nothing can be written into a folder that is not there. */
function withFolders(only: readonly string[], desired: readonly Resource[]): ReadonlySet<string> {
  const byUid = new Map(desired.map((resource) => [resource.uid, resource]));
  const wanted = new Set(only.flatMap((uid) => [uid, ...shownBy(byUid.get(uid), byUid)]));
  for (const uid of wanted) {
    for (let resource = byUid.get(uid); resource;) {
      const parent: string | undefined =
        resource.kind === 'folder'
          ? resource.parentUid
          : 'folderUid' in resource
            ? resource.folderUid
            : undefined;
      if (!parent || wanted.has(parent)) break;
      wanted.add(parent);
      resource = byUid.get(parent);
    }
  }
  return wanted;
}

/** The code's own library panels that a dashboard shows. */
const shownBy = (resource: Resource | undefined, byUid: ReadonlyMap<string, Resource>): string[] =>
  resource?.kind === 'dashboard'
    ? libraryPanelsOf(resource.model).filter((uid) => byUid.get(uid)?.kind === 'library-panel')
    : [];

/** @throws UserError (exit 2) for a uid that the code does not have, with the nearest that it has. */
function verifyNamed(
  desired: readonly Resource[],
  { only = [], overwrite = [], prune }: PrepareOptions,
): void {
  const uids = desired.map(({ uid }) => uid);
  for (const [flag, named] of [
    ['--only', only],
    ['--overwrite', overwrite],
  ] as const) {
    // What is to be deleted is no longer in the code.
    const unknown = prune === true ? undefined : named.find((uid) => !uids.includes(uid));
    if (unknown === undefined) continue;
    const close = nearest(unknown, uids);
    throw new UserError(`${flag} names "${unknown}", which is no uid in the code.`, {
      exitCode: ExitCode.Usage,
      details: [`There are: ${uids.join(', ')}.${close ? ` Did you mean ${close}?` : ''}`],
    });
  }
}
