import { DashboardLinkBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

export const TODO_APP_UID = 'todo-app';

/** Panel that shows a task's errors: links from a metric lead to it. */
export const LATEST_ERRORS = 54;

/** From a point of a task's series to that task's errors, in the same time range. */
export const taskLogs = () => [
  new DashboardLinkBuilder('Errors of this task').url(
    `/d/${TODO_APP_UID}?\${__url_time_range}&var-task=\${__field.labels.aws_ecs_task_id}&viewPanel=${LATEST_ERRORS}`,
  ),
];
