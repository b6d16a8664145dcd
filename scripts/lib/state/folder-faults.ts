import type { FolderResource, Resource } from './resource.ts';

/** Folders in folders, the top one counted: 12.2 refuses the sixth (recorded). */
const DEEPEST = 5;

/** What is wrong with the nesting of folders, one sentence each. 9.4 takes a parent and ignores it without a word (recorded). */
export function folderFaults(resources: readonly Resource[], grafanaVersion: string): string[] {
  const folders = new Map(
    resources.flatMap((r): [string, FolderResource][] => (r.kind === 'folder' ? [[r.uid, r]] : [])),
  );
  const isFlat = Number.parseInt(grafanaVersion, 10) < 10;
  const faults: string[] = [];
  for (const folder of folders.values()) {
    const parent = folder.parentUid;
    if (parent === undefined || parent === '') continue;
    if (isFlat) {
      faults.push(
        `folder "${folder.title}" is in the folder "${parent}": Grafana ${grafanaVersion} has no folders in folders.`,
      );
      continue;
    }
    const depth = depthOf(folder, folders);
    if (depth === Infinity) faults.push(`folder "${folder.title}" is in itself.`);
    else if (depth > DEEPEST)
      faults.push(`folder "${folder.title}" is ${depth} folders deep: Grafana takes ${DEEPEST}.`);
  }
  return faults;
}

function depthOf(folder: FolderResource, folders: ReadonlyMap<string, FolderResource>): number {
  let depth = 0;
  for (let at: FolderResource | undefined = folder; at; at = folders.get(at.parentUid ?? ''))
    if (++depth > folders.size) return Infinity;
  return depth;
}
