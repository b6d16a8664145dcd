import { SWALLOWED_INSERTS, TODO_APP_UID } from '../dashboards/panels/links.ts';
import type { ContentContext } from '../scripts/lib/state/content.ts';
import { alertGroup } from './house/group.ts';
import { swallowedInserts } from './queries.ts';

/** What no error ratio shows: the app says that all is well, and has stored nothing. */
export const lostDataAlerts = (context: ContentContext) =>
  alertGroup('to-do-app-lost-data', context, [
    {
      uid: 'todo-inserts-lost',
      title: 'To-dos are lost',
      expr: swallowedInserts,
      above: 0,
      for: '0s',
      severity: 'page',
      summary:
        'In ten minutes the app answered {{ printf "%.0f" $values.B.Value }} new to-dos with success, and did not store them.',
      runbook:
        'A POST that ends 200 instead of 302 has swallowed the error of its insert. "Latest errors" has MongoDB\'s message: a full disk, a lost primary, wrong credentials. Users have to enter these to-dos again.',
      panel: { dashboardUid: TODO_APP_UID, id: SWALLOWED_INSERTS },
      noData: 'OK',
    },
  ]);
