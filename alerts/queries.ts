import {
  burnRate,
  dataAge,
  lostInserts,
  REQUESTS,
  TASK_LABEL,
} from '../dashboards/queries/promql.ts';

/**
 * What alert rules ask: what the dashboard's panels ask, over all tasks. No browser stands between a rule and Prometheus, so
 * that a variable would be sent as it stands.
 */
const ofAllTasks = (expr: string): string => expr.replaceAll(`,${TASK_LABEL}=~"$task"`, '');

/**
 * How many times faster than allowed the error budget is spent: the lower of a long window, which says that it matters, and
 * a short one, which says that it is still going on (Google SRE Workbook, chapter 5, "Alerting on SLOs"). Nothing while the
 * long window has fewer than `least` requests: one failure of five is no trend.
 */
export const burning = (
  objective: number,
  { long, short, least }: { long: string; short: string; least: number },
): string => {
  const [slow, fast] = [burnRate(objective, long), burnRate(objective, short)];
  const lower = `((${fast}) < (${slow}) or (${slow}) <= (${fast}))`;
  return ofAllTasks(`${lower} and (sum(increase(${REQUESTS}[${long}])) >= ${least})`);
};

/** Seconds since the newest sample of any task. */
export const ageOfNewestSample = ofAllTasks(dataAge);

/** To-dos of the last ten minutes that the app said to have stored, and did not. */
export const swallowedInserts = ofAllTasks(lostInserts('10m'));
