/**
 * What tells routes apart: the histogram of durations is the only metric with a route. `$route` is the dashboard's variable, `.*`
 * for all of them. The service-level figures do not ask these: a path that was asked for once has no rate, the total has it.
 */
import { APP, FAILED, perTask, REQUESTS, share, TASK_LABEL } from './promql.ts';

/** The label that tells routes apart: `path` in the published app, `url_rule` in this repository's. */
export type RouteLabel = 'path' | 'url_rule';

/** A deleted to-do of the published app is a path of its own: seventeen series that are born at 1 and never rise. */
const ONE_TO_DO = '/[0-9a-f]{24}/delete';

/** The routes that somebody can pick: not what does not exist (scanners), and not each deleted to-do. */
export const routesToPick = (route: RouteLabel): string =>
  `flask_http_request_duration_seconds_count{status!~"404|405",${route}!~"${ONE_TO_DO}"}`;

export type RouteQueries = ReturnType<typeof routeQueries>;

export function routeQueries(route: RouteLabel) {
  const chosen = `${APP},${route}=~"$route"`;
  const count = `flask_http_request_duration_seconds_count{${chosen}}`;
  const failed = `flask_http_request_duration_seconds_count{${chosen},status=~"5.."}`;
  const buckets = `flask_http_request_duration_seconds_bucket{${chosen}}`;
  /** Where there is something: neither scanners nor each deleted to-do. */
  const existing = `flask_http_request_duration_seconds_count{${chosen},status!~"404|405",${route}!~"${ONE_TO_DO}"}`;
  const byRoute = `sum by (method, ${route})`;
  /** AMP writes whole bounds as `10`, a raw scrape as `10.0`. */
  const within = (bound: string): string =>
    share(
      `sum(rate(flask_http_request_duration_seconds_bucket{${chosen},${bound}}[$__rate_interval]))`,
      `sum(rate(${count}[$__rate_interval]))`,
    );
  return {
    /** What this share of requests took no longer than; seconds. */
    quantile: (q: number): string =>
      `histogram_quantile(${q}, sum by (le) (rate(${buckets}[$__rate_interval])))`,

    quantileByMethod: (q: number): string =>
      `histogram_quantile(${q}, sum by (le, method) (rate(${buckets}[$__rate_interval])))`,

    /** 95 % of requests in the last five minutes took no longer; 10 s is the histogram's last bound and means "10 s or more". */
    latencyNow: `histogram_quantile(0.95, sum by (le) (rate(${buckets}[5m])))`,

    shareWithin250ms: within('le="0.25"'),

    /** What a quantile cannot show: everything over 10 s is one bucket, and `histogram_quantile` sticks at 10 s. */
    shareOver10s: `1 - ${within(String.raw`le=~"10(\\.0)?"`)}`,

    durationBuckets: `sum by (le) (increase(${buckets}[$__rate_interval]))`,

    /** Requests per second by route; what was asked for once (a deleted to-do of the published app) is not in it. */
    requestRate: `topk(10, ${byRoute} (rate(${existing}[$__rate_interval])))`,

    /** Requests by route in the shown range. */
    requests: `${byRoute} (increase(${existing}[$__range])) > 0`,

    /** Seconds. */
    meanDuration: `${byRoute} (increase(${existing.replace('_count{', '_sum{')}[$__range])) / (${byRoute} (increase(${existing}[$__range])) > 0)`,

    failures: `topk(10, sum by (method, ${route}, status) (increase(${failed}[$__range])) > 0)`,

    /** Of the routes that fail now, how much of each does; a route that was asked for less than five times says nothing. */
    failingNow: `topk(4, label_join(${byRoute} (increase(${failed}[5m])) / (${byRoute} (increase(${count}[5m])) >= 5), "where", " ", "method", "${route}") ${WORTH_SHOWING})`,
  };
}

/** Less than one in a hundred is one user's mistake. */
const WORTH_SHOWING = '> 0.01';

/** Of the tasks that fail now, how much of what each answers does, all routes of it. */
export const failingTasks = `topk(3, ${perTask(
  share(
    `sum by (${TASK_LABEL}) (rate(${FAILED}[5m]))`,
    `sum by (${TASK_LABEL}) (rate(${REQUESTS}[5m]))`,
  ),
)} ${WORTH_SHOWING})`;
