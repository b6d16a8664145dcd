import { colors } from '../house/colors.ts';
import {
  barGauge,
  paint,
  row,
  stackedSeries,
  stat,
  thresholdLines,
  timeSeries,
  countSeries,
  logarithmic,
} from '../house/panels.ts';
import { percent } from '../house/percent.ts';
import { atLeast, falling, informative, rising } from '../house/thresholds.ts';
import type { View } from '../house/view.ts';
import { failingTasks } from '../queries/by-route.ts';
import * as promql from '../queries/promql.ts';
import * as go from './links.ts';

/** The first screen: is it broken, since when, for whom, where next. */
export const serviceLevel = () => row('Service level', { id: 10 });

export const availability = ({ instant, objective, probes }: View) =>
  stat('Availability', { id: 11 })
    .description(
      `Share of requests in the shown range that did not end in a 5xx, ${probes}. Objective: ${percent(objective)} over 30 days. Red: "Requests by outcome" shows since when, "Failing where" for whom.`,
    )
    .unit('percentunit')
    .decimals(2)
    .thresholds(falling({ critical: objective - (1 - objective), good: objective }))
    .dataLinks(
      go.lookAt(['Failing routes', go.FAILING_ROUTES], ['Latest errors', go.LATEST_ERRORS]),
    )
    .withTarget(instant(promql.availability, 'availability'));

export const errorBudgetLeft = ({ instant, objective }: View) =>
  stat('Error budget', { id: 12 })
    .description(
      'What is left of the failures that the objective allows in 30 days: 100 % is untouched, below 0 % overdrawn. Below a quarter: no risky deploys.',
    )
    .unit('percentunit')
    .decimals(0)
    .thresholds(falling({ critical: 0, good: 0.25 }))
    .withTarget(instant(promql.errorBudgetLeft(objective), 'left'));

export const burnRateNow = ({ instant, objective }: View) =>
  stat('Burn rate', { id: go.BURN_RATE })
    .description(
      'How many times faster than allowed the error budget is being spent: the lower of the last hour and the last 5 minutes. 1 uses it up in exactly 30 days; from 6 on a ticket, from 14.4 on (2 % of the budget in an hour) wake somebody.',
    )
    .unit('suffix:x')
    .decimals(1)
    .thresholds(rising({ warning: 6, critical: 14.4 }))
    .withTarget(instant(promql.burnRateNow(objective), 'burn rate'));

export const requestRateNow = ({ instant, probes }: View) =>
  stat('Traffic', { id: 14 })
    .description(
      `Requests per second over 5 minutes, ${probes}. "No data" means that no request was counted: look at "Tasks" and "Age" beside it.`,
    )
    .unit('reqps')
    .decimals(2)
    .thresholds(informative())
    .dataLinks(go.lookAt(['Requests by route', go.REQUESTS_BY_ROUTE]))
    .withTarget(instant(promql.requestRateNow, 'requests'));

export const latencyNow = ({ instant, routes }: View) =>
  stat('p95', { id: 15 })
    .description(
      '95 % of the requests of the last 5 minutes took no longer. 10 s means 10 s or more: the histogram ends there, see "Slow requests". Nothing is counted before a request ends, so a hang shows here late and as fewer requests first.',
    )
    .unit('s')
    .thresholds(rising({ warning: 0.25, critical: 1 }))
    .dataLinks(go.lookAt(['Request duration', go.REQUEST_DURATION]))
    .withTarget(instant(routes.latencyNow, 'p95'));

export const tasksReporting = ({ instant }: View) =>
  stat('Tasks', { id: 16 })
    .description(
      'Tasks whose newest sample is younger than 2 minutes. Fewer than you run: a task is gone, or its collector does not reach the app or Amazon Managed Prometheus; the row "Pipeline" tells which.',
    )
    .unit('short')
    .thresholds(atLeast(1))
    .dataLinks(go.lookAt(['Scrapes', go.SCRAPES]))
    .withTarget(instant(promql.tasksReporting, 'tasks'));

export const dataAge = ({ instant }: View) =>
  stat('Age', { id: go.AGE_NOW })
    .description(
      'Age of the newest sample of any task. 17 to 75 s is normal (scrape every 20 s, sent every 60 s). Above 2 minutes every figure here is old: nothing arrives any more.',
    )
    // As seconds Grafana would round 75 s to "1 min".
    .unit('suffix:s')
    .decimals(0)
    .thresholds(rising({ warning: 90, critical: 120 }))
    .dataLinks(
      go.lookAt(['Age by task', go.AGE_BY_TASK], ['Collector errors', go.COLLECTOR_ERRORS]),
    )
    .withTarget(instant(promql.dataAge, 'age'));

export const fullestResource = ({ instant, appMemory }: View) =>
  barGauge('Fullest resource', { id: 25 })
    .description(
      `How full the fullest task is: CPU and open files against their limits, memory against the task's or the app container's (${appMemory} MiB), whichever is nearer. Usually below 10 %. A bar that only grows is a leak, and its task dies at 100 %: replace it in time; the row "Resources" tells which.`,
    )
    .unit('percentunit')
    .decimals(0)
    .min(0)
    .max(1)
    .thresholds(rising({ warning: 0.5, critical: 0.8 }))
    .dataLinks(
      go.lookAt(
        ['Task CPU', go.TASK_CPU],
        ['App process memory', go.APP_MEMORY],
        ['Open files', go.OPEN_FILES],
      ),
    )
    .withTarget(instant(promql.fullestCpu, 'CPU'))
    .withTarget(instant(promql.fullestMemory(appMemory), 'Memory'))
    .withTarget(instant(promql.fullestFiles, 'Files'));

export const requestsByOutcome = ({ metrics }: View) =>
  stackedSeries('Requests by outcome', { id: 18 })
    .description(
      'Requests per second: answered (2xx and 3xx; the success of a POST is 302), refused (4xx), failed (5xx). In an outage of the database traffic dips before failures show, because a request counts only when it ends.',
    )
    .unit('reqps')
    .min(0)
    .overrideByName(...paint('answered', colors.good))
    .overrideByName(...paint('refused', colors.warning))
    .overrideByName(...paint('failed', colors.critical))
    .withTarget(metrics(promql.requestRateOf('23'), 'answered'))
    .withTarget(metrics(promql.requestRateOf('4'), 'refused'))
    .withTarget(metrics(promql.requestRateOf('5'), 'failed'));

export const latency = ({ metrics, routes }: View) =>
  timeSeries('Latency', { id: 19 })
    .description(
      'Half, 95 % and 99 % of the requests took no longer; the scale is logarithmic. Flat at 10 s means 10 s or more: the histogram ends there.',
    )
    .unit('s')
    .scaleDistribution(logarithmic())
    .thresholds(rising({ warning: 0.25, critical: 1 }))
    .overrideByName(...paint('p50', colors.info))
    .overrideByName(...paint('p95', colors.blue))
    .overrideByName(...paint('p99', colors.purple))
    .withTarget(metrics(routes.quantile(0.5), 'p50'))
    .withTarget(metrics(routes.quantile(0.95), 'p95'))
    .withTarget(metrics(routes.quantile(0.99), 'p99'));

export const slowRequests = ({ metrics, routes }: View) =>
  timeSeries('Slow requests', { id: 20 })
    .description(
      'Share of requests within 250 ms, and share over 10 s, which no quantile can show. The second is 0 on a good day; anything else is a request that waited for MongoDB (30 s a try).',
    )
    .unit('percentunit')
    .min(0)
    .max(1)
    .overrideByName(...paint('within 250 ms', colors.good))
    .overrideByName(...paint('over 10 s', colors.critical))
    .withTarget(metrics(routes.shareWithin250ms, 'within 250 ms'))
    .withTarget(metrics(routes.shareOver10s, 'over 10 s'));

export const errorRatio = ({ metrics, probes }: View) =>
  timeSeries('Error ratio', { id: 21 })
    .description(
      `5xx and 4xx responses over all responses, ${probes}. No requests is no data, not 0. The first 5xx of a fresh task is invisible to a rate: compare with "ERROR records".`,
    )
    .unit('percentunit')
    .min(0)
    .max(1)
    .thresholds(rising({ warning: 0.01, critical: 0.05 }))
    .thresholdsStyle(thresholdLines())
    .overrideByName(...paint('5xx / all', colors.critical))
    .overrideByName(...paint('4xx / all', colors.warning))
    .withTarget(metrics(promql.errorRatio, '5xx / all'))
    .withTarget(metrics(promql.clientErrorRatio, '4xx / all'));

export const exceptions = ({ metrics }: View) =>
  timeSeries('Exceptions and lost to-dos', { id: 22 })
    .description(
      'Unhandled exceptions, and POSTs that ended 200: their insert failed, was swallowed, and the user believes that the to-do was saved. Both are 0 on a good day.',
    )
    .unit('suffix:/s')
    .min(0)
    // One mistake of a user must not look like a mountain.
    .axisSoftMax(0.1)
    .overrideByName(...paint('exceptions', colors.critical))
    .overrideByName(...paint('lost to-dos', colors.purple))
    .withTarget(metrics(promql.exceptionRate, 'exceptions'))
    .withTarget(metrics(promql.swallowedInsertRate, 'lost to-dos'));

export const errorRecords = ({ logs, insights }: View) =>
  countSeries('ERROR records', { id: 23 })
    .description(
      'ERROR records in the app\'s log, by logger: "root" is a caught failure (a lost to-do), "app" an exception that ended in a 500. Must agree with the two panels on the left; where it does not, believe the log.',
    )
    .unit('short')
    .axisSoftMax(10)
    .overrideByName(...paint('root', colors.purple))
    .overrideByName(...paint('app', colors.critical))
    .withTarget(logs(insights.errorsByLogger));

export const failingWhere = ({ instant, routes }: View) =>
  barGauge('Failing where', { id: 24 })
    .description(
      'For whom it is broken: the share of 5xx of the last 5 minutes, for everyone, and of each route (asked for at least five times) and task (the first 8 digits of its id) where it is above 1 %. All tasks alike: what they share, MongoDB first. One task alone: that task. One route alone: a deploy, or its data. Good: everyone at 0 %, and no other bar.',
    )
    .unit('percentunit')
    .decimals(0)
    .min(0)
    .max(1)
    .thresholds(rising({ warning: 0.01, critical: 0.05 }))
    .dataLinks(
      go.lookAt(['Failing routes', go.FAILING_ROUTES], ['Latest errors', go.LATEST_ERRORS]),
    )
    .withTarget(instant(promql.failingNow, 'everyone'))
    .withTarget(instant(routes.failingNow, '{{where}}'))
    .withTarget(instant(failingTasks, '{{task}}'));
