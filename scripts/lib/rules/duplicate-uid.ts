import type { Resource } from '../state/resource.ts';
import type { RawFinding } from './raw-finding.ts';
import type { RuleInfo } from './rule.ts';

/** Why: the second of two things with one uid replaces the first. */
export const duplicateUid: RuleInfo = {
  code: 'content/duplicate-uid',
  severity: 'error',
  summary: "Every uid is given once, and no dashboard shares its folder's",
  why: 'Of two things of a kind with one uid the later replaces the earlier at each publish. Dashboards and folders share one table up to Grafana 12.',
  bad: 'two dashboards with the uid "todo-app"',
  good: '"todo-app" and "todo-app-costs"',
};

/** Resources that another one of the kind, or a folder, has the uid of. */
export function duplicateUids(resources: readonly Resource[]): RawFinding[] {
  const seen = new Map<string, Resource>();
  return resources.flatMap((resource) => {
    const { kind, uid } = resource;
    const key = `${kind === 'folder' ? 'dashboard' : kind} ${uid}`;
    const other = seen.get(key);
    if (!other) {
      seen.set(key, resource);
      return [];
    }
    return [
      {
        code: duplicateUid.code,
        severity: duplicateUid.severity,
        message: `The ${kind} "${nameOf(resource)}" has the uid "${uid}" of the ${other.kind} "${nameOf(other)}".`,
        uid,
      },
    ];
  });
}

const nameOf = (resource: Resource): string =>
  'title' in resource && typeof resource.title === 'string' ? resource.title : resource.uid;
