import { refuse, type Reply } from '../../http/reply.ts';
import type { DashboardRecord, ObjectMeta } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import type { Sent } from './request-object.ts';
import { status } from './status.ts';

/** Managers that even the old storage remembers, and for ever. */
const REMEMBERED = ['plugin', 'classic-file-provisioning'];

const OF_MANAGER = [
  'grafana.app/managedBy',
  'grafana.app/managerId',
  'grafana.app/sourcePath',
  'grafana.app/sourceChecksum',
  'grafana.app/sourceTimestamp',
] as const;

/** Who manages a dashboard, where that is known. */
export const managerOf = (dashboard: DashboardRecord): string | undefined =>
  dashboard.meta?.annotations?.['grafana.app/managedBy'];

/** Refuses what nobody may ask for: to manage as a repository that is not there, or to be managed and grant rights. */
export function checkManager({ generation }: Workspace, { annotations }: Sent): void {
  const manager = annotations['grafana.app/managedBy'];
  if (manager === 'repo')
    refuse(
      generation.unified
        ? missingRepository(annotations)
        : status(500, 'this resource is managed by a repository'),
    );
  if (manager !== undefined && annotations['grafana.app/grant-permissions'] !== undefined)
    refuse(status(500, 'managed resource may not grant permissions'));
}

function missingRepository(annotations: Sent['annotations']): Reply {
  if (annotations['grafana.app/sourcePath'] === undefined)
    return status(500, 'managed resource is missing source path annotation');
  const name = annotations['grafana.app/managerId'] ?? '';
  return status(
    404,
    `the server could not find the requested resource (post repositories.provisioning.grafana.app ${name})`,
    'NotFound',
    {
      name,
      group: 'provisioning.grafana.app',
      kind: 'repositories',
      causes: [{ reason: 'UnexpectedServerResponse', message: '404 page not found' }],
    },
  );
}

/** The annotations that stay: all in unified storage; in the old one only those of a plugin or a provisioned file, once set. */
export function lastingAnnotations(
  { generation }: Workspace,
  given: Readonly<Record<string, string>>,
  before: ObjectMeta | undefined,
): Readonly<Record<string, string>> {
  if (generation.unified) return given;
  const known = before?.annotations ?? {};
  if (Object.keys(known).length > 0) return known;
  const manager = given['grafana.app/managedBy'];
  if (manager === undefined || !REMEMBERED.includes(manager)) return {};
  const kept = manager === 'plugin' ? OF_MANAGER.slice(0, 2) : OF_MANAGER;
  return Object.fromEntries(
    kept.flatMap((key) => {
      const value = given[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
