import type { Panel } from './dashboard.ts';
import { instant, type Range } from './time.ts';

export interface PanelTime {
  readonly range: Range;
  /** What the panel says beside its title: `Last 1 hour timeshift -30m`. */
  readonly info: string;
}

interface Around {
  readonly range: Range;
  /** The range as it is chosen. */
  readonly raw?: { readonly from: string; readonly to: string };
  /** Epoch milliseconds; the end of the range without it. */
  readonly now?: number;
}

/**
 * The range of a panel with its own "time from" and "time shift". As in Grafana 12 the first holds only while the
 * dashboard's range is relative ("last 6 hours"): in a range that somebody has picked the panel stays with all others.
 */
export function panelTime(
  { timeFrom, timeShift }: Pick<Panel, 'timeFrom' | 'timeShift'>,
  { range, raw, now = range.to }: Around,
  fill: (text: string) => string = (text) => text,
): PanelTime {
  let own = range;
  let info = '';
  if (timeFrom) {
    const described = describe(fill(timeFrom), now);
    if (!described) return { range, info: 'invalid time override' };
    if (raw === undefined || raw.from.includes('now') || raw.to.includes('now')) {
      own = described.range;
      info = described.text;
    }
  }
  if (timeShift) {
    const by = fill(timeShift);
    const [from, to] = [instant(`now-${by}`, own.from, false), instant(`now-${by}`, own.to, true)];
    if (from === undefined || to === undefined) return { range: own, info: 'invalid timeshift' };
    own = { from, to };
    info = `${info} timeshift -${by}`.trim();
  }
  return { range: own, info };
}

const UNITS: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  y: 'year',
};
const SO_FAR: Readonly<Record<string, string>> = {
  'now/d': 'Today so far',
  'now/w': 'This week so far',
  'now/M': 'This month so far',
  'now/y': 'This year so far',
};

/** `1h` and `now-1h` are the last hour, `now/d` is today so far. */
function describe(text: string, now: number): { range: Range; text: string } | undefined {
  const expression = text.includes('now') ? text : `now-${text}`;
  const from = instant(expression, now, false);
  if (from === undefined) return undefined;
  const range = { from, to: now };
  const soFar = SO_FAR[expression];
  if (soFar) return { range, text: soFar };
  const [, amount = '', unit = ''] = /^now-(\d+)([smhdwMy])/.exec(expression) ?? [];
  if (amount === '') return undefined;
  return { range, text: `Last ${amount} ${UNITS[unit] ?? ''}${Number(amount) > 1 ? 's' : ''}` };
}
