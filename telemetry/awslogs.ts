/** How the containers' lines get to CloudWatch Logs: Docker's awslogs driver. */

/**
 * `non-blocking`: a log service that is slow must not stop the app. The price is that a full buffer loses lines without a word, so
 * it is large (the driver's own is 10 MiB), and "Log lag" on the dashboard rises long before it is full.
 */
export const LOG_MODE = 'non-blocking';
export const LOG_BUFFER_MIB = 25;

/** The first part of a stream's name: `todo/<container>/<task id>`. */
export const LOG_STREAM_PREFIX = 'todo';

/**
 * The app writes an event as one line of JSON. What does not is gunicorn's own line (`[2026-11-27 …`) and, before the app runs, a
 * traceback of Python: its lines begin with neither, and so stay with the line before them, one event.
 */
export const APP_FIRST_LINE = String.raw`^[{\[]`;

export interface AwslogsOptions {
  readonly logGroup: string;
  readonly region: string;
  /** Regular expression of Go that the first line of an event matches; absent: each line is an event. */
  readonly firstLine?: string;
}

/** `logConfiguration` of a container definition. */
export const awslogs = ({ logGroup, region, firstLine }: AwslogsOptions) => ({
  logDriver: 'awslogs',
  options: {
    'awslogs-group': logGroup,
    'awslogs-region': region,
    'awslogs-stream-prefix': LOG_STREAM_PREFIX,
    mode: LOG_MODE,
    'max-buffer-size': `${LOG_BUFFER_MIB}m`,
    ...(firstLine !== undefined && { 'awslogs-multiline-pattern': firstLine }),
  },
});
