/** A log event as CloudWatch Logs stores it. */
export interface LogEvent {
  /** Epoch milliseconds, as the log driver sent it. */
  readonly timestamp: number;
  /** Epoch milliseconds, when CloudWatch took it in. */
  readonly ingestionTime: number;
  readonly message: string;
  readonly logStream: string;
  readonly logGroup: string;
}

/** A place that log events can be read from, in time order: the simulated app, a recorded file, an array. */
export interface LogStore {
  readonly accountId: string;
  readonly logGroups: readonly string[];
  /** Events of the groups with start <= timestamp < end (epoch milliseconds), ascending. */
  events(logGroups: readonly string[], start: number, end: number): Iterable<LogEvent>;
}
