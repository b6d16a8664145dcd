import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/** A file system's clock may be behind the process's by one tick. Milliseconds. */
const TICK = 10;

/** A source, or a name without a dot: that of a folder. */
const WANTED = /\.(ts|json)$|^[^.]+$/;

/**
 * Watches folders of sources. Folders and not files: a new file, and an editor that saves by renaming, are seen as well.
 * A folder that is deleted and made again (another branch was checked out) is watched anew with the next `add`.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, { watcher: FSWatcher; inode: number }>();
  readonly #root: string;
  readonly #onChange: () => void;

  /** `root` is watched without the folders below it. */
  constructor(root: string, onChange: () => void) {
    this.#root = root;
    this.#onChange = onChange;
  }

  /**
   * Watches the folders of these files and those right below them, where a file that is missing may come to be.
   * @returns whether something in a folder that was not watched before has changed since `since` (epoch milliseconds).
   */
  add(files: readonly string[], since: number): boolean {
    this.#forgetGone();
    const own = new Set(files.map((file) => path.dirname(file)));
    const below = [...own, ...this.#watchers.keys()]
      .filter((folder) => folder !== this.#root)
      .flatMap(subfolders);
    let changed = false;
    for (const folder of new Set([...own, ...below]))
      if (!this.#watchers.has(folder) && !folder.includes('node_modules'))
        changed = (this.#watch(folder) && changedSince(folder, since)) || changed;
    return changed;
  }

  close(): void {
    for (const { watcher } of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string): boolean {
    const inode = inodeOf(folder);
    if (inode === undefined) return false;
    const watcher = watch(folder, (_event, name) => {
      if (name === null || WANTED.test(name)) this.#onChange();
    });
    // A folder that is removed under its watcher is an error on some systems.
    watcher.on('error', () => this.#onChange());
    this.#watchers.set(folder, { watcher, inode });
    return true;
  }

  #forgetGone(): void {
    for (const [folder, { watcher, inode }] of this.#watchers)
      if (inodeOf(folder) !== inode) {
        watcher.close();
        this.#watchers.delete(folder);
      }
  }
}

const inodeOf = (folder: string): number | undefined =>
  statSync(folder, { throwIfNoEntry: false })?.ino;

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => path.join(folder, entry.name));
  } catch {
    return [];
  }
}

/** A file was written, made, renamed or deleted: the last three change the folder itself. */
function changedSince(folder: string, since: number): boolean {
  const isNew = (file: string): boolean =>
    (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since - TICK;
  try {
    return (
      isNew(folder) ||
      readdirSync(folder).some((name) => WANTED.test(name) && isNew(path.join(folder, name)))
    );
  } catch {
    return false;
  }
}
