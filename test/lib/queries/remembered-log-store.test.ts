import { describe, expect, it } from '@jest/globals';
import type { LogEvent, LogStore } from '../../../scripts/lib/queries/log-event.ts';
import { rememberedLogStore } from '../../../scripts/lib/queries/remembered-log-store.ts';

const MINUTE = 60_000;
const event = (logGroup: string, minutes: number): LogEvent => ({
  logGroup,
  logStream: 's',
  timestamp: minutes * MINUTE,
  ingestionTime: 0,
  message: `${logGroup} ${minutes}`,
});

/** An event every 20 minutes in each group, and a count of how often was asked. */
const counted = (): LogStore & { asked: number } => ({
  asked: 0,
  accountId: '1',
  logGroups: ['a', 'b'],
  *events(groups, start, end) {
    this.asked += 1;
    for (let minutes = 0; minutes < 600; minutes += 20) {
      for (const group of groups) {
        if (minutes * MINUTE >= start && minutes * MINUTE < end) yield event(group, minutes);
      }
    }
  },
});
const messages = (events: Iterable<LogEvent>): string[] =>
  Array.from(events, ({ message }) => message);

describe('a log store that remembers', () => {
  it('gives what the other gives, from the first moment asked for to before the last', () => {
    const store = rememberedLogStore(counted());
    expect(messages(store.events(['a'], 20 * MINUTE, 100 * MINUTE))).toEqual([
      'a 20',
      'a 40',
      'a 60',
      'a 80',
    ]);
  });

  it('puts several groups into one order of time', () => {
    const store = rememberedLogStore(counted());
    expect(messages(store.events(['b', 'a'], 0, 40 * MINUTE))).toEqual([
      'b 0',
      'a 0',
      'b 20',
      'a 20',
    ]);
  });

  it('asks for each hour of a group once', () => {
    const other = counted();
    const store = rememberedLogStore(other);
    for (let i = 0; i < 5; i++) messages(store.events(['a'], i * MINUTE, 119 * MINUTE));
    expect(other.asked).toBe(2);
  });

  it('forgets the hours that were not wanted for longest', () => {
    const other = counted();
    const store = rememberedLogStore(other, 2);
    for (const hour of [0, 1, 2, 0])
      messages(store.events(['a'], hour * 60 * MINUTE, (hour + 1) * 60 * MINUTE));
    expect(other.asked).toBe(4);
  });
});
