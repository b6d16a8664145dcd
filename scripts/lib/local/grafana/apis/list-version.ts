import type { Workspace } from '../../workspace.ts';

/** The resourceVersion of a list: something that rises with every change. */
export const listVersion = ({ store }: Workspace): string =>
  String(1_700_000_000_000_000 + (store.counters.get('version') ?? 0));
