import { UserError } from '../cli/user-error.ts';
import { ExitCode } from '../cli/exit-code.ts';
import type { Content, ContentContext } from './content.ts';
import { alertGroupFaults } from './alert-group-faults.ts';
import { folderFaults } from './folder-faults.ts';
import { asJson } from './json.ts';
import { managedTag, markAlertGroup, markDataSource, markLibraryPanel } from './managed.ts';
import { RESOURCE_KINDS, type FolderResource, type Resource } from './resource.ts';

export { managedTag } from './managed.ts';

const UID = /^[A-Za-z0-9_-]{1,40}$/;

/**
 * What the code wants a workspace to have: the content's resources, marked as ours, in the order in which they are written.
 * Throws a UserError (exit code 2) for what no Grafana accepts, naming every fault.
 */
export function desiredState(content: Content, context: ContentContext): readonly Resource[] {
  verifyMark(content.project, context.environmentName);
  const tag = managedTag(content.project, context.environmentName);
  const resources = content.resources(context);
  const faults = [...faultsOf(resources), ...folderFaults(resources, context.grafanaVersion)];
  if (faults.length > 0)
    throw new UserError('the dashboards in this repository cannot be published.', {
      details: faults,
      suggestions: [['npm run build', 'after correcting them']],
      exitCode: ExitCode.Usage,
    });
  return inWritingOrder(resources.map((resource) => marked(resource, tag)));
}

/** What may stand on either side of the slash of a mark: it is written into tags, messages and settings, and read from there again. */
const MARK_PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/;

/** Previews of pull requests are environments of the form `staging/pr-7`. @throws UserError (exit 2) for a name by which nothing of ours would be known again */
function verifyMark(project: string, environmentName: string): void {
  const faults = [
    ...(MARK_PART.test(project) ? [] : [`project is "${project}".`]),
    ...(environmentName.split('/').every((part) => MARK_PART.test(part))
      ? []
      : [`an environment is called "${environmentName}".`]),
  ];
  if (faults.length === 0) return;
  throw new UserError('environments.ts has a name that cannot mark what is published.', {
    details: [...faults, 'It has 1 to 50 letters, digits, dots, hyphens and underscores.'],
    suggestions: ["export const project = 'my-app'   in environments.ts"],
    exitCode: ExitCode.Usage,
  });
}

function marked(resource: Resource, tag: string): Resource {
  if (resource.kind === 'datasource') return markDataSource(resource, tag);
  if (resource.kind === 'alert-rule-group') return markAlertGroup(resource, tag);
  if (resource.kind === 'library-panel') return markLibraryPanel(resource, tag);
  if (resource.kind !== 'dashboard') return resource;
  const model = asJson(resource.model);
  const tags = Array.isArray(model['tags']) ? model['tags'] : [];
  return { ...resource, model: { ...model, tags: tags.includes(tag) ? tags : [...tags, tag] } };
}

/** Everything that a workspace would refuse or mix up, one sentence each. */
function faultsOf(resources: readonly Resource[]): string[] {
  const faults: string[] = [];
  const seen = new Map<string, Resource>();
  const folders = new Set(resources.flatMap((r) => (r.kind === 'folder' ? [r.uid] : [])));
  const unique = (key: string, resource: Resource, what: string): void => {
    const other = seen.get(key);
    if (other) faults.push(`"${other.title}" and "${resource.title}" have the same ${what}.`);
    else seen.set(key, resource);
  };
  for (const resource of resources) {
    const { kind, uid, title } = resource;
    if (kind !== 'alert-rule-group' && !UID.test(uid))
      faults.push(
        `${kind} "${title}" has the uid "${uid}" (${uid.length} characters): 1 to 40 letters, digits, - and _ are allowed.`,
      );
    if (title.trim() === '') faults.push(`${kind} "${uid}" has no title.`);
    // Dashboards and folders share their uids in Grafana's unified storage.
    unique(`${kind === 'folder' ? 'dashboard' : kind} uid ${uid}`, resource, `uid "${uid}"`);
    const place = 'folderUid' in resource ? resource.folderUid : '';
    // Grafana 9.4 and 10.4 tell titles apart by folder and without regard to case, and overwrite the namesake.
    unique(`${kind} title ${place} ${title.trim().toLowerCase()}`, resource, `title "${title}"`);
    const parent =
      resource.kind === 'folder'
        ? resource.parentUid
        : 'folderUid' in resource
          ? resource.folderUid
          : undefined;
    if (parent !== undefined && parent !== '' && !folders.has(parent))
      faults.push(
        `${kind} "${title}" belongs to the folder "${parent}", which is not in the code.`,
      );
  }
  faults.push(...alertGroupFaults(resources));
  return faults;
}

/** Folders before what is in them, parents before children; within a kind in the order of the content. */
function inWritingOrder(resources: readonly Resource[]): readonly Resource[] {
  const folders = new Map(
    resources.flatMap((r): [string, FolderResource][] => (r.kind === 'folder' ? [[r.uid, r]] : [])),
  );
  const depth = (resource: Resource): number => {
    let levels = 0;
    let folder = resource.kind === 'folder' ? resource : undefined;
    while (folder?.parentUid !== undefined && levels <= folders.size) {
      folder = folders.get(folder.parentUid);
      levels += 1;
    }
    return levels;
  };
  const rank = (resource: Resource): number => RESOURCE_KINDS.indexOf(resource.kind);
  return resources.toSorted((a, b) => rank(a) - rank(b) || depth(a) - depth(b));
}
