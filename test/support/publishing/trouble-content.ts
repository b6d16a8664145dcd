import type { Content } from '../../../scripts/lib/state/content.ts';
import { contentOf } from './content.ts';
import { withOthers } from './schedule-others.ts';

/** What stood in the workspace before the trouble; `others`: with alert rules and a library panel. */
export const before = (others: boolean): Content =>
  contentOf({ dashboards: 3, folders: 2, ...(others && { edit: withOthers('before') }) });

/** What is published under trouble: two changed dashboards, one of them moved, and a new one. */
export const after = (others: boolean): Content =>
  contentOf({
    dashboards: 4,
    folders: 2,
    edit: (resources) =>
      (others ? withOthers('after')(resources) : resources).map((r) => {
        if (r.kind !== 'dashboard') return r;
        if (r.uid === 'd-3') return { ...r, folderUid: 'f-2' };
        return r.uid === 'd-1' ? { ...r, model: { ...r.model, refresh: '5m' } } : r;
      }),
  });

/** What a second publisher wants meanwhile. */
export const other = (others: boolean): Content =>
  contentOf({
    dashboards: 4,
    folders: 2,
    expr: 'other',
    ...(others && { edit: withOthers('other') }),
  });
