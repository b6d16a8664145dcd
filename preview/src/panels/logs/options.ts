/** Options of the logs panel, with what Grafana takes when they are missing. */
export const DEFAULTS = {
  showTime: false,
  showLabels: false,
  showCommonLabels: false,
  showControls: false,
  wrapLogMessage: false,
  prettifyLogMessage: false,
  enableLogDetails: true,
  dedupStrategy: 'none',
  sortOrder: 'Descending',
  fontSize: 'default',
  /** Shown instead of the line, as `name=value`. */
  displayedFields: [] as string[],
};
export type LogsOptions = typeof DEFAULTS;
