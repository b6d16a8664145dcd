import { colors } from '../house/colors.ts';
import { countSeries, legend, logLines, paint, row, table, timeSeries } from '../house/panels.ts';
import type { View } from '../house/view.ts';
import * as promql from '../queries/promql.ts';
import { FAILING_ROUTES, LATEST_ERRORS, taskLogs, SWALLOWED_INSERTS } from './links.ts';

export const errors = () => row('Errors', { id: 50 });

export const failuresByTask = ({ metrics }: View) =>
  timeSeries('Failures by task', { id: 51 })
    .description(
      "5xx per second and task. One task alone: that task, or its MongoDB. All at once: what they share, or a deploy. Click a line for that task's log.",
    )
    .unit('suffix:/s')
    .min(0)
    .axisSoftMax(0.1)
    .span(8)
    .legend(legend('max', 'last'))
    .dataLinks(taskLogs())
    .withTarget(metrics(promql.failureRateByTask, '{{task}}'));

export const failingRoutes = ({ rows, route, routes }: View) =>
  table('Failing routes', { id: FAILING_ROUTES })
    .description(
      'The ten routes with most 5xx in the shown range. Empty is good. A path that failed only once is not in it: see "Latest errors".',
    )
    .span(8)
    .overrideByName('Method', [{ id: 'custom.width', value: 75 }])
    .overrideByName('Status', [{ id: 'custom.width', value: 70 }])
    .overrideByName('Failures', [
      { id: 'decimals', value: 0 },
      { id: 'unit', value: 'locale' },
      { id: 'custom.width', value: 85 },
    ])
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: { method: 0, [route]: 1, status: 2, Value: 3 },
        renameByName: { method: 'Method', [route]: 'Route', status: 'Status', Value: 'Failures' },
      },
    })
    .withTarget(rows(routes.failures));

export const swallowedInserts = ({ logs, insights }: View) =>
  countSeries('Swallowed inserts', { id: SWALLOWED_INSERTS })
    .description(
      'Inserts that failed and were answered as if nothing had happened. Each one is a to-do that a user believes to have saved.',
    )
    .unit('short')
    .span(8)
    .noValue('None in the log')
    .overrideByName(...paint('inserts', colors.purple))
    .withTarget(logs(insights.swallowedInserts));

export const latestErrors = ({ logs, insights }: View) =>
  logLines('Latest errors', { id: LATEST_ERRORS })
    .description(
      'The newest ERROR records with the lines of their tracebacks, newest first. ServerSelectionTimeoutError: MongoDB does not answer.',
    )
    .noValue('None in the log')
    .withTarget(logs(insights.latestErrors));
