import { evaluate } from '../../../scripts/lib/queries/insights/evaluate/evaluate.ts';
import type { LogStore } from '../../../scripts/lib/queries/log-event.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';
import { withAllChosen } from './all-chosen.ts';
import type { WatchedPanel } from './watched-panel.ts';
import type { Readings } from './readings.ts';

/** The width of a bar while the report looks. */
const BIN = 20;

/** What a panel of counts over time shows of the logs; empty for one that lists lines. A bar is seen when it is full. */
export function readLogPanel(
  logs: LogStore,
  panel: WatchedPanel,
  { from, to }: { readonly from: number; readonly to: number },
): Readings {
  const readings = new Map<string, Map<number, number>>();
  for (const target of panel.logTargets) {
    const text = expressionOf(target);
    if (!/\bbin\(/.test(text)) continue;
    const { results } = evaluate(text, logs.events(groupsOf(target), from, to), {
      start: from,
      end: to,
      now: to,
      accountId: logs.accountId,
    });
    for (const row of results) {
      const time = row.find(({ field }) => field.startsWith('bin('))?.value;
      if (time === undefined) continue;
      const seen = Date.parse(`${time.replace(' ', 'T')}Z`) + BIN * 1000;
      const names = row.filter(({ value, field }) => !isNumber(value) && !field.startsWith('bin('));
      for (const { field, value } of row) {
        if (!isNumber(value)) continue;
        const key = [field, ...names.map((name) => name.value)].join(' ');
        const points = readings.get(key) ?? new Map<number, number>();
        readings.set(key, points.set(seen, Number(value)));
      }
    }
  }
  return readings;
}

const isNumber = (text: string): boolean => text !== '' && Number.isFinite(Number(text));

/** The query with all tasks chosen. */
function expressionOf({ expression }: JsonObject): string {
  const text = typeof expression === 'string' ? expression : '';
  return withAllChosen(text).replace(/\$(?:interval\b|\{interval\}|__interval\b)/g, `${BIN}s`);
}

const groupsOf = ({ logGroupNames }: JsonObject): string[] =>
  Array.isArray(logGroupNames)
    ? logGroupNames.filter((name): name is string => typeof name === 'string')
    : [];
