import type { LogRecord } from './chapter.ts';

/** One JSON line of MongoDB (its log format of 4.4 and later). */
function line(
  time: number,
  severity: 'I' | 'W' | 'E',
  component: string,
  id: number,
  context: string,
  message: string,
  attributes: Readonly<Record<string, unknown>> = {},
): LogRecord {
  const date = new Date(time).toISOString().replace('Z', '+00:00');
  const head = `{"t":{"$date":"${date}"},"s":"${severity}",  "c":"${component}",`;
  return {
    time,
    lines: [
      `${head.padEnd(68)}"id":${id},   "ctx":"${context}","msg":"${message}","attr":${JSON.stringify(attributes)}}`,
    ],
  };
}

export const databaseStart = (time: number): LogRecord[] => [
  line(time, 'I', 'CONTROL', 4_615_611, 'initandlisten', 'MongoDB starting', {
    pid: 1,
    port: 27_017,
    dbPath: '/data/db',
    host: 'localhost',
  }),
  line(time + 900, 'I', 'NETWORK', 23_016, 'listener', 'Waiting for connections', {
    port: 27_017,
    ssl: 'off',
  }),
];

export const databaseStop = (time: number): LogRecord[] => [
  line(time, 'I', 'CONTROL', 23_377, 'SignalHandler', 'Received signal', {
    signal: 15,
    error: 'Terminated',
  }),
  line(time + 4_900, 'I', 'CONTROL', 23_138, 'SignalHandler', 'Shutting down', { exitCode: 0 }),
];

/** MongoDB saves its state once a minute. */
export const databaseCheckpoint = (time: number): LogRecord[] => [
  line(time, 'I', 'WTCHKPT', 22_430, 'Checkpointer', 'WiredTiger message', {
    message: 'saving checkpoint snapshot',
  }),
];

/** Queries over 100 ms are logged. */
export const slowQuery = (time: number, milliseconds: number): LogRecord[] => [
  line(time, 'I', 'COMMAND', 51_803, 'conn12', 'Slow query', {
    type: 'command',
    ns: 'todos.todos',
    command: { find: 'todos' },
    planSummary: 'COLLSCAN',
    durationMillis: Math.round(milliseconds),
  }),
];
