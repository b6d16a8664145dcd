import { AGE_NOW, TODO_APP_UID } from '../dashboards/panels/links.ts';
import type { ContentContext } from '../scripts/lib/state/content.ts';
import { alertGroup } from './house/group.ts';
import { ageOfNewestSample } from './queries.ts';

/** Whether the other alerts can see anything at all. */
export const pipelineAlerts = (context: ContentContext) =>
  alertGroup('to-do-app-pipeline', context, [
    {
      uid: 'todo-data-stale',
      title: 'Metrics do not arrive',
      expr: ageOfNewestSample,
      // 17 to 75 s is normal with the collector's batch of 60 s.
      above: 120,
      for: '1m',
      severity: 'page',
      summary:
        'The newest sample of the app is {{ printf "%.0f" $values.B.Value }} s old, or there is none: the other alerts see nothing.',
      runbook:
        'Is a task running at all (ECS console, service events)? Then the row "Pipeline": "Collector errors" says whether Amazon Managed Prometheus refuses what is written (role, quota); silence there means that the collector itself has stopped.',
      panel: { dashboardUid: TODO_APP_UID, id: AGE_NOW },
      // An hour after the last sample, which is as far as the query looks back, it answers nothing at all.
      noData: 'Alerting',
    },
  ]);
