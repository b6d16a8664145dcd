import type { Content } from '../../../scripts/lib/state/content.ts';
import { contentOf } from './content.ts';

/** What stood in the workspace before the trouble. */
export const before = (): Content => contentOf({ dashboards: 3, folders: 2 });

/** What is published under trouble: two changed dashboards, one of them moved, and a new one. */
export const after = (): Content =>
  contentOf({
    dashboards: 4,
    folders: 2,
    edit: (resources) =>
      resources.map((r) => {
        if (r.kind !== 'dashboard') return r;
        if (r.uid === 'd-3') return { ...r, folderUid: 'f-2' };
        return r.uid === 'd-1' ? { ...r, model: { ...r.model, refresh: '5m' } } : r;
      }),
  });

/** What a second publisher wants meanwhile. */
export const other = (): Content => contentOf({ dashboards: 4, folders: 2, expr: 'other' });
