import type { LogEvent, LogStore } from '../../../../scripts/lib/queries/log-event.ts';

/** 2026-11-20 09:00 UTC. */
export const NINE = Date.UTC(2026, 10, 20, 9);

export const GROUP = '/ecs/todo';

/** Events a second apart from nine o'clock on. */
export const eventsOf = (...messages: readonly string[]): LogEvent[] =>
  messages.map((message, index) => ({
    timestamp: NINE + index * 1000,
    ingestionTime: NINE + index * 1000 + 250,
    message,
    logStream: index % 2 === 0 ? 'todo/app/1' : 'todo/app/2',
    logGroup: GROUP,
  }));

/** A store of events that are in the order of time. */
export const storeOf = (events: readonly LogEvent[], ...more: readonly string[]): LogStore => ({
  accountId: '123456789012',
  logGroups: [GROUP, ...more],
  *events(logGroups, start, end) {
    for (const event of events)
      if (logGroups.includes(event.logGroup) && event.timestamp >= start && event.timestamp < end)
        yield event;
  },
});
