import type { LogEvent, LogStore } from './log-event.ts';

const HOUR = 3_600_000;

/**
 * A store that asks another one for whole hours and remembers them: a simulated app makes its lines anew each time it is asked, and a
 * dashboard asks a dozen times for the same hours. `most`: group-hours kept, the least recently used go first.
 */
export function rememberedLogStore(store: LogStore, most = 48): LogStore {
  const hours = new Map<string, readonly LogEvent[]>();
  const hour = (group: string, start: number): readonly LogEvent[] => {
    const key = `${start} ${group}`;
    const events = hours.get(key) ?? [...store.events([group], start, start + HOUR)];
    hours.delete(key);
    hours.set(key, events);
    const [oldest] = hours.keys();
    if (hours.size > most && oldest !== undefined) hours.delete(oldest);
    return events;
  };
  return {
    accountId: store.accountId,
    logGroups: store.logGroups,
    *events(logGroups, start, end) {
      for (let from = Math.floor(start / HOUR) * HOUR; from < end; from += HOUR) {
        for (const event of merged(logGroups.map((group) => hour(group, from)))) {
          if (event.timestamp >= start && event.timestamp < end) yield event;
        }
      }
    },
  };
}

/** Several lists in time order as one; the first list's event comes first at the same time. */
function merged(lists: readonly (readonly LogEvent[])[]): readonly LogEvent[] {
  const [only, ...others] = lists;
  if (others.length === 0) return only ?? [];
  return lists.flat().toSorted((a, b) => a.timestamp - b.timestamp);
}
