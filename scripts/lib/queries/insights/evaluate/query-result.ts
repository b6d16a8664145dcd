/** The answer of GetQueryResults: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export interface QueryResult {
  readonly status: QueryStatus;
  /** A row is its columns in order; what is null is left out. Rows of log events end in `@ptr`. */
  readonly results: readonly ResultRow[];
  readonly statistics: QueryStatistics;
}

export type QueryStatus =
  'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout' | 'Unknown';

export type ResultRow = readonly ResultField[];

export interface ResultField {
  readonly field: string;
  readonly value: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_QueryStatistics.html */
export interface QueryStatistics {
  /** Events that passed the filters. */
  readonly recordsMatched: number;
  readonly recordsScanned: number;
  /** Bytes of the scanned messages in UTF-8. */
  readonly bytesScanned: number;
  /** Nothing is indexed here. */
  readonly estimatedRecordsSkipped: number;
  readonly estimatedBytesSkipped: number;
  readonly logGroupsScanned: number;
}
