/**
 * The log-line catalogue: what the app, the collector and the database write to stdout, as CloudWatch Logs stores it.
 * Patterns are JavaScript regular expressions whose named groups are the fields; each has an example that it matches.
 * `chapter` lines are as measured (Flask 2.2.3, Werkzeug 2.2.3): everything but a 200 is coloured, ESC is `\x1b`.
 * `app` lines are one JSON object each, with snake_case fields and no to-do text.
 */
import type { Contract } from './metrics.ts';

export interface LogLine {
  readonly id: string;
  /** The contract that writes it; absent for lines that do not come from the app. */
  readonly contract?: Contract;
  readonly container: 'app' | 'collector' | 'database';
  readonly level: 'INFO' | 'WARNING' | 'ERROR';
  readonly pattern: RegExp;
  readonly example: string;
  readonly meaning: string;
}

const head = (logger: string, level: string): string =>
  `^(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}) - ${logger} - ${level} - `;

/**
 * An access line of Werkzeug in the dialect of `parse` (Logs Insights), colours or not. Gives method, path, status.
 * A naive `"(\S+) (\S+)` misses every line that is not a 200.
 */
export const accessLineForInsights = String.raw`/"(?:\x1b\[[0-9;]*m)*(?<method>[A-Z]+) (?<path>\S+) HTTP\/1\.[01](?:\x1b\[0m)?" (?<status>\d{3})/`;

/** What marks an error record of the chapter's app. Not `ERROR` alone and not `WARN`: an INFO line at the start contains WARNING, and to-do texts are logged as typed. */
export const errorMark = ' - ERROR - ';

/** The name of a log level at the place where the chapter's app writes it, for `parse`; gives level. */
export const levelForInsights = String.raw`/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - \S+ - (?<level>[A-Z]+) - /`;

const chapter: readonly LogLine[] = [
  {
    id: 'access',
    contract: 'chapter',
    container: 'app',
    level: 'INFO',
    pattern: new RegExp(
      `${head('werkzeug', 'INFO')}(?<client>\\S+) - - \\[[^\\]]+\\] "(?:\\x1b\\[[0-9;]*m)*(?<method>[A-Z]+) (?<path>\\S+) HTTP/1\\.[01](?:\\x1b\\[0m)?" (?<status>\\d{3}) -$`,
    ),
    example:
      '2026-11-22 10:00:20,191 - werkzeug - INFO - 10.0.2.187 - - [22/Nov/2026 10:00:20] "\x1b[32mPOST / HTTP/1.1\x1b[0m" 302 -',
    meaning:
      'A request has ended. No duration. Scrapes of /metrics come from 127.0.0.1 and are 4,320 lines a day and task.',
  },
  {
    id: 'post-received',
    contract: 'chapter',
    container: 'app',
    level: 'INFO',
    pattern: new RegExp(`${head('root', 'INFO')}Received a POST request for (?<url>\\S+) $`),
    example:
      '2026-11-22 10:00:20,190 - root - INFO - Received a POST request for http://alb.example/ ',
    meaning: 'A POST to / has begun; it may still be a 400.',
  },
  {
    id: 'submitting',
    contract: 'chapter',
    container: 'app',
    level: 'INFO',
    pattern: new RegExp(
      `${head('root', 'INFO')}Submitting '(?<type>[^']*)' task: '(?<todo>.*)' to persistent storage $`,
    ),
    example:
      "2026-11-22 10:00:20,190 - root - INFO - Submitting 'Important' task: 'Buy milk' to persistent storage ",
    meaning:
      'An insert begins. The to-do text stands here as typed: personal data, and never HTML.',
  },
  {
    id: 'deleting',
    contract: 'chapter',
    container: 'app',
    level: 'INFO',
    pattern: new RegExp(
      `${head('root', 'INFO')}Deleting task represented by ID: '(?<id>[0-9a-f]{24})' $`,
    ),
    example:
      "2026-11-22 10:00:25,243 - root - INFO - Deleting task represented by ID: '6b02eaa3b5b801b8154f37e3' ",
    meaning: 'A delete begins.',
  },
  {
    id: 'insert-failed',
    contract: 'chapter',
    container: 'app',
    level: 'ERROR',
    pattern: new RegExp(
      `${head('root', 'ERROR')}Exception occurred while submitting data to MongoDB$`,
    ),
    example:
      '2026-11-22 10:01:00,351 - root - ERROR - Exception occurred while submitting data to MongoDB',
    meaning:
      'An insert failed and was swallowed: the to-do is lost, no error counter rises. Its traceback follows.',
  },
  {
    id: 'unhandled',
    contract: 'chapter',
    container: 'app',
    level: 'ERROR',
    pattern: new RegExp(
      `${head('app', 'ERROR')}Exception on (?<path>\\S+) \\[(?<method>[A-Z]+)\\]$`,
    ),
    example: '2026-11-22 10:01:30,608 - app - ERROR - Exception on / [POST]',
    meaning: 'An exception that nobody caught; the request ends 500. Its traceback follows.',
  },
  {
    id: 'development-server',
    contract: 'chapter',
    container: 'app',
    level: 'INFO',
    pattern: new RegExp(
      `${head('werkzeug', 'INFO')}(?:\\x1b\\[[0-9;]*m)*WARNING: This is a development server\\.`,
    ),
    example:
      '2026-11-22 10:00:01,741 - werkzeug - INFO - \x1b[31m\x1b[1mWARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.\x1b[0m',
    meaning: 'The process has started: one record of several lines. INFO, whatever it says.',
  },
];

const appFailure = (message: string): RegExp =>
  new RegExp(
    `^\\{"timestamp": "(?<time>[^"]+)", "level": "ERROR", "logger": "todo", "message": "${message}", "request_id": "(?<requestId>[0-9a-f]{32})", "method": "(?<method>[A-Z]+)", "route": "(?<route>[^"]*)", "exception": "(?<exception>.*)"\\}$`,
  );

const appFailureExample = (message: string, method: string): string =>
  `{"timestamp": "2026-11-22T10:01:00.351Z", "level": "ERROR", "logger": "todo", "message": "${message}", "request_id": "6f1d2c3b4a5968778695a4b3c2d1e0f0", "method": "${method}", "route": "/", "exception": "Traceback (most recent call last):\\n…"}`;

const app: readonly LogLine[] = [
  {
    id: 'access',
    contract: 'app',
    container: 'app',
    level: 'INFO',
    pattern:
      /^\{"timestamp": "(?<time>[^"]+)", "level": "INFO", "logger": "todo\.access", "message": "request", "request_id": "(?<requestId>[0-9a-f]{32})", "method": "(?<method>[A-Z]+)", "route": "(?<route>[^"]*)", "status": (?<status>\d{3}), "duration_ms": (?<durationMs>[\d.]+)\}$/,
    example:
      '{"timestamp": "2026-11-22T10:00:20.191Z", "level": "INFO", "logger": "todo.access", "message": "request", "request_id": "6f1d2c3b4a5968778695a4b3c2d1e0f0", "method": "POST", "route": "/", "status": 302, "duration_ms": 4.183}',
    meaning: 'A request has ended; `route` is the rule, "None" for 404 and 405.',
  },
  {
    id: 'insert-failed',
    contract: 'app',
    container: 'app',
    level: 'ERROR',
    pattern: appFailure('insert failed'),
    example: appFailureExample('insert failed', 'POST'),
    meaning:
      'MongoDB refused an insert; the request ends 500, nothing is swallowed. The traceback is in the line.',
  },
  {
    id: 'database-unavailable',
    contract: 'app',
    container: 'app',
    level: 'ERROR',
    pattern: appFailure('database unavailable'),
    example: appFailureExample('database unavailable', 'GET'),
    meaning: 'No MongoDB within 2 s; the request ends 503.',
  },
  {
    id: 'unhandled',
    contract: 'app',
    container: 'app',
    level: 'ERROR',
    pattern: appFailure('unhandled exception'),
    example: appFailureExample('unhandled exception', 'GET'),
    meaning: 'An exception that nobody caught; the request ends 500.',
  },
  {
    id: 'started',
    contract: 'app',
    container: 'app',
    level: 'INFO',
    pattern:
      /^\{"timestamp": "(?<time>[^"]+)", "level": "INFO", "logger": "todo", "message": "started", "version": "(?<version>[^"]*)"\}$/,
    example:
      '{"timestamp": "2026-11-22T10:00:01.741Z", "level": "INFO", "logger": "todo", "message": "started", "version": "1.4.0"}',
    meaning: 'The process has started.',
  },
];

const collector: readonly LogLine[] = [
  {
    id: 'collector-ready',
    container: 'collector',
    level: 'INFO',
    pattern: /^(?<time>\S+Z)\tinfo\tservice\/service\.go:\d+\tEverything is ready\./,
    example:
      '2026-11-22T15:49:24.372Z\tinfo\tservice/service.go:279\tEverything is ready. Begin running and processing data.\t{"resource": {"service.name": "aws-otel-collector"}}',
    meaning: 'The collector has started.',
  },
  {
    id: 'collector-lost-data',
    container: 'collector',
    level: 'ERROR',
    pattern:
      /^(?<time>\S+Z)\terror\tinternal\/queue_sender\.go:\d+\tExporting failed\. Dropping data\./,
    example:
      '2026-11-22T15:49:44.431Z\terror\tinternal/queue_sender.go:50\tExporting failed. Dropping data.\t{"dropped_items": 353}',
    meaning:
      'A write to the store failed; what it held is lost. The only place where this shows while it lasts.',
  },
  {
    id: 'collector-scrape-failed',
    container: 'collector',
    level: 'WARNING',
    pattern:
      /^(?<time>\S+Z)\twarn\tinternal\/transaction\.go:\d+\tFailed to scrape Prometheus endpoint/,
    example:
      '2026-11-22T15:59:45.300Z\twarn\tinternal/transaction.go:150\tFailed to scrape Prometheus endpoint\t{"scrape_timestamp": 1795363185300}',
    meaning: 'The app did not answer /metrics: up is 0, all its series end at once.',
  },
];

const database: readonly LogLine[] = [
  {
    id: 'mongodb',
    container: 'database',
    level: 'INFO',
    pattern:
      /^\{"t":\{"\$date":"(?<time>[^"]+)"\},"s":"(?<severity>[A-Z])",\s*"c":"(?<component>\w+)"/,
    example:
      '{"t":{"$date":"2026-11-22T15:44:29.579+00:00"},"s":"I",  "c":"NETWORK",  "id":23016,   "ctx":"listener","msg":"Waiting for connections","attr":{"port":27017,"ssl":"off"}}',
    meaning: 'MongoDB writes JSON; severities are I, W, E, F.',
  },
];

/** Every kind of line that a contract's log groups hold. Lines of tracebacks have no shape of their own. */
export const logLineCatalogue = (contract: Contract): readonly LogLine[] => [
  ...(contract === 'chapter' ? chapter : app),
  ...collector,
  ...database,
];
