import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { ContentBuildError, loadContent, type LoadedContent } from '../content.ts';

export interface WatchOptions {
  readonly root: string;
  readonly onBuilt: (loaded: LoadedContent) => void;
  readonly onFailed: (error: ContentBuildError) => void;
}

/** Editors write a file in several steps: they are taken together. Milliseconds. */
const SETTLE = 40;

/** Builds the content whenever one of its source files changes. The first build is the caller's: `inputs` are its files. */
export function watchContent(
  inputs: readonly string[],
  { root, onBuilt, onFailed }: WatchOptions,
): { close(): void } {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let building = false;
  let again = false;

  const build = async (): Promise<void> => {
    if (building) {
      again = true;
      return;
    }
    building = true;
    try {
      const loaded = await loadContent(root);
      watchFolders(loaded.inputs);
      onBuilt(loaded);
    } catch (error) {
      if (!(error instanceof ContentBuildError)) throw error;
      watchFolders(error.inputs);
      onFailed(error);
    } finally {
      building = false;
      if (again) {
        again = false;
        void build();
      }
    }
  };
  /** Folders and not files: a new file, and an editor that replaces files, are seen as well. */
  const watchFolders = (files: readonly string[]): void => {
    for (const folder of new Set(files.map((file) => path.dirname(file)))) {
      if (watchers.has(folder) || folder.includes('node_modules')) continue;
      const watcher = watch(folder, (_event, name) => {
        if (name !== null && !/\.(ts|json)$/.test(name)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void build(), SETTLE);
      });
      watchers.set(folder, watcher);
    }
  };
  watchFolders(inputs);
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
