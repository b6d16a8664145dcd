import { DashboardLinkBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

export const TODO_APP_UID = 'todo-app';

/** Ids of the panels that links and alert rules lead to. */
export const BURN_RATE = 13;
export const AGE_NOW = 17;
export const SWALLOWED_INSERTS = 53;
export const LATEST_ERRORS = 54;
export const FAILING_ROUTES = 52;
export const REQUESTS_BY_ROUTE = 36;
export const REQUEST_DURATION = 41;
export const TASK_CPU = 71;
export const APP_MEMORY = 75;
export const OPEN_FILES = 73;
export const SCRAPES = 81;
export const AGE_BY_TASK = 82;
export const COLLECTOR_ERRORS = 87;

/** From a point of a task's series to that task's errors, in the same time range; what else is picked stays picked. */
export const taskLogs = () => [
  new DashboardLinkBuilder('Errors of this task').url(
    `/d/${TODO_APP_UID}?\${__url_time_range}&var-task=\${__field.labels.aws_ecs_task_id}&\${route:queryparam}&\${interval:queryparam}&viewPanel=${LATEST_ERRORS}`,
  ),
];

/** Where to look next: another panel of this dashboard, in the same time range and with the same selection. */
export const lookAt = (...places: readonly (readonly [title: string, panelId: number])[]) =>
  places.map(([title, panelId]) =>
    new DashboardLinkBuilder(title).url(
      `/d/${TODO_APP_UID}?\${__url_time_range}&\${__all_variables}&viewPanel=${panelId}`,
    ),
  );
