import { ContentBuildError, loadContent, type LoadedContent } from '../content.ts';
import { FolderWatch } from './folder-watch.ts';

export interface WatchOptions {
  readonly root: string;
  readonly onBuilt: (loaded: LoadedContent) => void;
  readonly onFailed: (error: ContentBuildError) => void;
}

/** Editors write a file in several steps: they are taken together. Milliseconds. */
const SETTLE = 40;

/**
 * Builds the content whenever one of its source files changes. The first build is the caller's; what was saved since it
 * began is built right away. One build at a time: what is saved while one runs is built after it.
 */
export function watchContent(
  first: Pick<LoadedContent, 'inputs' | 'startedAt'>,
  { root, onBuilt, onFailed }: WatchOptions,
): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let building = false;
  let again = false;
  let closed = false;

  const soon = (): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void build(), SETTLE);
  };
  const folders = new FolderWatch(root, soon);
  const build = async (): Promise<void> => {
    if (building) {
      again = true;
      return;
    }
    building = true;
    const startedAt = Date.now();
    const loaded = await loadContent(root).catch(asBuildError);
    building = false;
    if (closed) return;
    if (folders.add(loaded.inputs, startedAt) || again) soon();
    again = false;
    if (loaded instanceof ContentBuildError) onFailed(loaded);
    else onBuilt(loaded);
  };
  if (folders.add(first.inputs, first.startedAt)) soon();
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
      folders.close();
    },
  };
}

/** Whatever goes wrong in a build is shown, and the next save tries again. */
const asBuildError = (error: unknown): ContentBuildError =>
  error instanceof ContentBuildError
    ? error
    : new ContentBuildError([{ text: error instanceof Error ? error.message : String(error) }]);
