/**
 * The dashboard's PromQL, each query with what it means. `$task` is the dashboard's variable; a window of `$__rate_interval` is at
 * least four scrapes, one of 5 minutes rides out the newest minute, which the collector has not sent yet.
 */

/** On series of the app and of ECS alike. */
export const TASK_LABEL = 'aws_ecs_task_id';
/** ECS series carry no job. */
const TASK = `${TASK_LABEL}=~"$task"`;
/** The app's own series, of the chosen tasks. */
export const APP = `job="otel-collector",${TASK}`;

export const REQUESTS = `flask_http_request_total{${APP}}`;
export const FAILED = `flask_http_request_total{${APP},status=~"5.."}`;

/** Part of a whole; without a whole there is no answer, rather than a NaN that would be painted green. */
export const share = (part: string, whole: string): string => `${part} / (${whole} > 0)`;

/** Share of responses that are 5xx within a window, load-balancer probes included where the app counts them. No failed request is 0, no request is no answer. */
const failedShare = (window: string): string =>
  share(`(sum(rate(${FAILED}[${window}])) or vector(0))`, `sum(rate(${REQUESTS}[${window}]))`);

/** A series per task, with a short `task` label for legends. */
export const perTask = (expr: string): string =>
  `label_replace(${expr}, "task", "$1", "aws_ecs_task_id", "(.{8}).*")`;

/** An ECS metric under its name of every collector generation (ADOT before 0.35, after, and 0.49), one series per task. */
const ecs = (name: string): string => `max by (aws_ecs_task_id) ({__name__=~"${name}",${TASK}})`;

// Service level

/** Share of requests in the shown range that did not end in a 5xx. */
export const availability = `1 - ${share(`(sum(increase(${FAILED}[$__range])) or vector(0))`, `sum(increase(${REQUESTS}[$__range]))`)}`;

/** What is left of 30 days' allowance of failures: 1 is untouched, 0 used up, below 0 overdrawn. */
export const errorBudgetLeft = (objective: number): string =>
  `1 - ${share(`(sum(increase(${FAILED}[30d])) or vector(0))`, `sum(increase(${REQUESTS}[30d]))`)} / ${allowance(objective)}`;

/** How many times faster than allowed the error budget is spent: at 1 it lasts exactly 30 days. */
export const burnRate = (objective: number, window: string): string =>
  `${failedShare(window)} / ${allowance(objective)}`;

/** The lower of the burn rates of an hour and of five minutes: high only while it burns, and only when it matters (Google SRE Workbook, chapter 5). */
export const burnRateNow = (objective: number): string => {
  const [hour, minutes] = [burnRate(objective, '1h'), burnRate(objective, '5m')];
  return `(${minutes}) < (${hour}) or (${hour})`;
};

/** 1 - objective without binary rounding: 0.005 rather than 0.0050000000000000044. */
const allowance = (objective: number): number => Number((1 - objective).toPrecision(6));

/** Requests per second over five minutes. */
export const requestRateNow = `sum(rate(${REQUESTS}[5m]))`;

/** Tasks whose newest sample is younger than two minutes (a stopped collector leaves `up` at 1 for five); none is 0, not "no data". */
export const tasksReporting = `count(up{${APP}} == 1 and (time() - timestamp(up{${APP}})) < 120) or vector(0)`;

/**
 * Seconds since the newest sample of any task; 17 to 75 is normal with the collector's batch of 60 s. The subquery looks an hour back:
 * `timestamp` alone sees nothing older than 5 minutes, and the figure would vanish while it is needed.
 */
export const dataAge = `min(time() - max_over_time(timestamp(up{${APP}})[1h:20s]))`;

/** Share of all requests of the last five minutes that ended in a 5xx. */
export const failingNow = failedShare('5m');

// Traffic

export const requestRate = `sum(rate(${REQUESTS}[$__rate_interval]))`;

/** Requests per second whose status begins with one of these digits. */
export const requestRateOf = (digits: string): string =>
  `sum(rate(flask_http_request_total{${APP},status=~"[${digits}].."}[$__rate_interval]))`;

export const requestRateByMethodAndStatus = `sum by (method, status) (rate(${REQUESTS}[$__rate_interval]))`;

// Errors

export const errorRatio = failedShare('$__rate_interval');

export const clientErrorRatio = share(
  `(sum(rate(flask_http_request_total{${APP},status=~"4.."}[$__rate_interval])) or vector(0))`,
  requestRate,
);

/** A counter that is not there before it counts: 0 while requests are counted, nothing while nothing arrives. */
const orZero = (rate: string): string => `${rate} or 0 * ${requestRate}`;

/** Unhandled exceptions a second: what the app did not catch. */
export const exceptionRate = orZero(
  `sum(rate(flask_http_request_exceptions_total{${APP}}[$__rate_interval]))`,
);

/** A POST that ends 200 lost its to-do: the insert failed and was swallowed, the list was read all the same. Success is 302. */
export const swallowedInsertRate = orZero(
  `sum(rate(flask_http_request_total{${APP},method="POST",status="200"}[$__rate_interval]))`,
);

/** How many of those there were within a window. */
export const lostInserts = (window: string): string =>
  `sum(increase(flask_http_request_total{${APP},method="POST",status="200"}[${window}]))`;

export const failureRateByTask = perTask(
  `sum by (aws_ecs_task_id) (rate(${FAILED}[$__rate_interval]))`,
);

// Resources

export const cpuUtilisation = perTask(
  `${ecs('ecs_task_cpu_utilized(_None)?')} / ${ecs('ecs_task_cpu_reserved(_None)?')}`,
);

export const memoryUtilisation = perTask(
  `${ecs('ecs_task_memory_utilized(_MiB|_Megabytes)?')} / ${ecs('ecs_task_memory_reserved(_MiB|_Megabytes)?')}`,
);

/** Of the memory that the container of the app may use, which no metric says: the kernel kills the app at all of it. */
export const appMemoryShare = (limitMiB: number): string =>
  perTask(`process_resident_memory_bytes{${APP}} / ${limitMiB * 1024 * 1024}`);

export const openFilesShare = perTask(`process_open_fds{${APP}} / process_max_fds{${APP}}`);

export const processCpu = perTask(`rate(process_cpu_seconds_total{${APP}}[$__rate_interval])`);

export const residentMemory = perTask(`process_resident_memory_bytes{${APP}}`);

export const networkReceived = perTask(ecs('ecs_task_network_rate_rx(_Bytes_per_Second)?'));

export const networkSent = perTask(ecs('ecs_task_network_rate_tx(_Bytes_per_Second)?'));

/** Of the fullest task. */
const fullest = (shares: string): string => `max(${shares})`;

export const fullestCpu = fullest(cpuUtilisation);

/** The task's memory or its app's, whichever is nearer to its limit. */
export const fullestMemory = (limitMiB: number): string =>
  fullest(`${memoryUtilisation} or ${appMemoryShare(limitMiB)}`);

export const fullestFiles = fullest(openFilesShare);

// Pipeline

/** 1 while the collector reaches the app's /metrics. */
export const scrapeUp = perTask(`up{${APP}}`);

export const dataAgeByTask = perTask(`time() - timestamp(up{${APP}})`);

/** Samples in one scrape: rises with every path that the app has not seen before. */
export const samplesPerScrape = perTask(`scrape_samples_scraped{${APP}}`);

/** The collector gives up on a scrape after 10 s. */
export const scrapeDuration = perTask(`scrape_duration_seconds{${APP}}`);

/** 1 in the minute in which a task's process started: a deploy, a crash, a replacement. */
export const processStarted = `changes(process_start_time_seconds{${APP}}[2m]) > 0 or (time() - process_start_time_seconds{${APP}}) < 120`;
