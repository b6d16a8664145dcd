import { insights, type InsightsQuery } from '../../scripts/lib/queries/insights/builder.ts';

/** The Logs Insights queries of the log panels. Both contracts with the app answer the same questions. */
export interface InsightsQueries {
  /** ERROR records by logger. */
  readonly errorsByLogger: InsightsQuery;
  /** The newest ERROR records and the lines of their tracebacks. */
  readonly latestErrors: InsightsQuery;
  /** Access lines of the picked routes by status, without the collector's scrapes. */
  readonly requestsByStatus: InsightsQuery;
  /** Deleted to-dos: rates over a path of its own per to-do are always 0, the log has them all. */
  readonly deletes: InsightsQuery;
  /** What was asked for and does not exist: mostly scanners. */
  readonly notFound: InsightsQuery;
  /** Inserts that failed and were answered as if nothing had happened. */
  readonly swallowedInserts: InsightsQuery;
  readonly linesByLevel: InsightsQuery;
  /** The newest access lines of the picked routes. */
  readonly accessLog: InsightsQuery;
  /** Bytes by task; CloudWatch bills what is taken in. */
  readonly bytesByTask: InsightsQuery;
  /** Milliseconds from the app's clock to CloudWatch's. */
  readonly ingestionLag: InsightsQuery;
  /** What the collector complains of: a remote write that fails cannot report itself through AMP. */
  readonly collectorErrors: InsightsQuery;
}

export const insightsQueries = (contract: 'chapter' | 'app'): InsightsQueries =>
  contract === 'app' ? appQueries : chapterQueries;

/** Events of the chosen tasks: a stream's name ends in the task's id. */
const byTask = 'filter @logStream like /${task:regex}/';

/** The routes that are picked; `.*` for all of them. */
const pickedRoute = (field: 'path' | 'route'): string => `${field} like /^\${route:regex}$/`;

/** Werkzeug paints every access line whose status is not 200: `ESC[33mGET /x HTTP/1.1 ESC[0m`. */
const accessLine = String.raw`parse @message /"(?:\x1b\[[0-9;]*m)*(?<method>[A-Z]+) (?<path>\S+) HTTP\/1\.[01](?:\x1b\[0m)?" (?<status>\d{3})/`;

/** The same for every contract: these read what CloudWatch itself adds. */
const common = {
  bytesByTask: insights`
    ${byTask}
    | parse @logStream "*/*/*" as prefix, container, task
    | stats sum(strlen(@message)) as bytes by bin($interval), substr(task, 0, 8) as shortTask`,

  ingestionLag: insights`
    ${byTask}
    | stats max(@ingestionTime - @timestamp) as worst,
        avg(@ingestionTime - @timestamp) as mean
        by bin($interval)`,

  collectorErrors: insights`
    fields @timestamp, @message, @logStream
    | ${byTask}
    | filter @message like /(?i)(\terror\t|exporting failed|permanent error|refused)/
    | sort @timestamp desc
    | limit 50`,
};

/** The published app: lines of text, an event per line of a traceback. */
const chapterQueries: InsightsQueries = {
  ...common,

  errorsByLogger: insights`
    ${byTask}
    | filter @message like / - ERROR - /
    | parse @message "* - * - ERROR - *" as time, logger, text
    | stats count(*) as errors by bin($interval), logger`,

  latestErrors: insights`
    fields @timestamp, @message, @logStream
    | ${byTask}
    | filter @message like / - ERROR - / or @message like /^(Traceback|\s+File|\s{4}\S|[A-Za-z_.]+(Error|Exception|Timeout)\b)/
    | sort @timestamp desc
    | limit 200`,

  requestsByStatus: insights`
    ${byTask}
    | filter @message like /HTTP\/1\.[01]/
    | ${accessLine}
    | filter path != "/metrics" and ${pickedRoute('path')}
    | stats count(*) as requests by bin($interval), status`,

  deletes: insights`
    ${byTask}
    | filter @message like /\/delete HTTP/
    | ${accessLine}
    | filter method = "POST" and status = "302"
    | stats count(*) as deletes by bin($interval)`,

  notFound: insights`
    ${byTask}
    | filter @message like /HTTP\/1\.[01]/
    | ${accessLine}
    | filter status in ["404", "405"]
    | stats count(*) as requests by method, path, status
    | sort requests desc
    | limit 20`,

  swallowedInserts: insights`
    ${byTask}
    | filter @message like /Exception occurred while submitting data to MongoDB/
    | stats count(*) as inserts by bin($interval)`,

  linesByLevel: insights`
    ${byTask}
    | parse @message "* - * - * - *" as time, logger, level, text
    | filter level in ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
    | stats count(*) as lines by bin($interval), level`,

  accessLog: insights`
    fields @timestamp, @message, @logStream
    | ${byTask}
    | filter @message like /HTTP\/1\.[01]/
    | ${accessLine}
    | filter path != "/metrics" and ${pickedRoute('path')}
    | display @timestamp, @message, @logStream, method, path, status
    | sort @timestamp desc
    | limit 100`,
};

/** This repository's app: one JSON object per event, its fields discovered by CloudWatch. */
const appQueries: InsightsQueries = {
  ...common,

  errorsByLogger: insights`
    ${byTask}
    | filter level = "ERROR"
    | stats count(*) as errors by bin($interval), logger`,

  latestErrors: insights`
    fields @timestamp, @message, @logStream
    | ${byTask}
    | filter level = "ERROR"
    | sort @timestamp desc
    | limit 200`,

  requestsByStatus: insights`
    ${byTask}
    | filter message = "request" and ${pickedRoute('route')}
    | stats count(*) as requests by bin($interval), status`,

  deletes: insights`
    ${byTask}
    | filter method = "POST" and route like /\/delete$/ and status = 302
    | stats count(*) as deletes by bin($interval)`,

  notFound: insights`
    ${byTask}
    | filter status in [404, 405]
    | stats count(*) as requests by method, route, status
    | sort requests desc
    | limit 20`,

  swallowedInserts: insights`
    ${byTask}
    | filter message = "insert failed"
    | stats count(*) as inserts by bin($interval)`,

  linesByLevel: insights`
    ${byTask}
    | filter ispresent(level)
    | stats count(*) as lines by bin($interval), level`,

  accessLog: insights`
    fields @timestamp, @message, @logStream
    | ${byTask}
    | filter message = "request" and ${pickedRoute('route')}
    | display @timestamp, @message, @logStream, method, route, status, duration_ms
    | sort @timestamp desc
    | limit 100`,
};
