import type { Resource } from '../../state/resource.ts';
import type { Difference } from '../plan.ts';
import { diffResources } from './index.ts';

/**
 * What people changed since a resource was published and the code does not have: from `published` to `live`, without what
 * the code wants as well. An edit that was adopted, and is not published yet, is not among them. In doubt one is: what is
 * not among them may be written over.
 */
export function editsNotInCode(
  published: Resource,
  live: Resource,
  desired: Resource,
): Difference[] {
  const edits = diffResources(published, live);
  if (edits.length === 0) return [];
  const open = diffResources(desired, live);
  return edits.filter((edit) => open.some((one) => touch(edit, one)));
}

/** Whether two differences that both lead to the live content are about the same thing, or about a part of it. */
export function touch(edit: Difference, one: Difference): boolean {
  if (isFolder(edit) || isFolder(one)) return isFolder(edit) && isFolder(one);
  // Of several panels that changed places, which one was moved depends on the other side.
  if (isLayout(edit) && isLayout(one)) return true;
  if (edit.what === one.what && samePath(edit, one)) return isTag(edit) ? sameTag(edit, one) : true;
  if (isTag(edit) || isTag(one)) return false;
  if (edit.what !== 'removed' && one.what !== 'removed') return nested(edit.pointer, one.pointer);
  // What was removed has its pointer in the other side, where the same panel may stand elsewhere.
  return (
    samePath(edit, one) ||
    (edit.panelId === one.panelId && nested(inPanel(edit.pointer), inPanel(one.pointer)))
  );
}

const isFolder = ({ what, pointer }: Difference): boolean => what === 'moved' && pointer === '';
const isLayout = ({ what, pointer }: Difference): boolean =>
  what === 'moved' || pointer.endsWith('/gridPos');
const isTag = ({ pointer }: Difference): boolean => pointer === '/tags';
const sameTag = (a: Difference, b: Difference): boolean =>
  a.before === b.before && a.after === b.after;
const samePath = (a: Difference, b: Difference): boolean =>
  JSON.stringify(a.path) === JSON.stringify(b.path);

/** Equal, or one inside the other. */
const nested = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

/** A pointer without the place of the panel that it is in. */
const inPanel = (pointer: string): string =>
  pointer.replace(/^(\/panels\/\d+){1,2}(?=\/|$)/, '/panel');
