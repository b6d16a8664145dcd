import { describe, expect, it } from '@jest/globals';
import { panelTime } from '../../preview/src/model/panel-time.ts';

const HOUR = 3_600_000;
const now = Date.UTC(2026, 10, 20, 12);
const range = { from: now - 6 * HOUR, to: now };
const relative = { range, raw: { from: 'now-6h', to: 'now' }, now };
const picked = {
  range,
  raw: { from: new Date(range.from).toISOString(), to: new Date(now).toISOString() },
  now,
};

describe('the time of a panel', () => {
  it("is the dashboard's without a time of its own", () => {
    expect(panelTime({}, relative)).toEqual({ range, info: '' });
  });

  it.each([
    ['1h', now - HOUR, 'Last 1 hour'],
    ['now-2d', now - 48 * HOUR, 'Last 2 days'],
    ['now/d', now - 12 * HOUR, 'Today so far'],
  ])('reaches back by "time from" %s', (timeFrom, from, info) => {
    expect(panelTime({ timeFrom }, relative)).toEqual({ range: { from, to: now }, info });
  });

  it('stays with a range that somebody has picked, but for its shift', () => {
    expect(panelTime({ timeFrom: '1h', timeShift: '30m' }, picked)).toEqual({
      range: { from: range.from - HOUR / 2, to: now - HOUR / 2 },
      info: 'timeshift -30m',
    });
    expect(panelTime({ timeFrom: '1h', timeShift: '30m' }, relative).info).toBe(
      'Last 1 hour timeshift -30m',
    );
  });

  it('takes variables, and says of nonsense that it is none', () => {
    const fill = (text: string): string => text.replace('$back', '2h');
    expect(panelTime({ timeFrom: '$back' }, relative, fill).info).toBe('Last 2 hours');
    expect(panelTime({ timeFrom: 'soon' }, relative).info).toBe('invalid time override');
    expect(panelTime({ timeShift: 'soon' }, relative).info).toBe('invalid timeshift');
  });
});
