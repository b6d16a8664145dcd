import { describe, expect, it } from '@jest/globals';
import fc from '../../../../support/property.ts';
import {
  EXACT_VALUES,
  Percentile,
} from '../../../../../scripts/lib/queries/insights/evaluate/aggregates/percentile.ts';
import { RELATIVE_ERROR } from '../../../../../scripts/lib/queries/insights/evaluate/aggregates/sketch.ts';
import { events, NINE, rows } from './run.ts';

const LOG = events(
  { ms: 10, server: 'a', x: 'b' },
  { ms: '30', server: 'b', x: 'a10' },
  { ms: 20, server: 'a', x: 'a9' },
  { server: 'c' },
);
const stat = (aggregate: string, log = LOG): string | undefined =>
  rows(`stats ${aggregate} as value`, log)[0]?.['value'];

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html#CWL_QuerySyntax-stats-functions
describe('aggregates', () => {
  it.each([
    ['avg(ms)', '20'],
    ['count()', '4'],
    ['count(*)', '4'],
    ['count(ms)', '3'],
    ['countDistinct(server)', '3'],
    ['count_distinct(server, x)', '3'],
    ['max(ms)', '30'],
    ['min(ms)', '10'],
    ['max(x)', 'b'],
    ['pct(ms, 50)', '20'],
    ['pct(ms, 95)', '30'],
    ['stddev(ms)', '8.165'],
    ['variance(ms)', '66.6667'],
    ['sum(ms)', '60'],
    ['sum(x)', undefined],
    ['values(server)', '["a","b","c"]'],
    ['topk(1, server)', '["a"]'],
    ['earliest(server)', 'a'],
    ['latest(server)', 'c'],
    ['latest(ms)', '20'],
    ['earliest(@timestamp)', String(NINE)],
    ['max(@timestamp)', String(NINE + 3000)],
    ['sortsFirst(x)', 'a9'],
    ['sortsLast(x)', 'b'],
    ['sum(ms) / count(*)', '15'],
    ['max(ms * 2) - min(ms)', '50'],
    ['rate(ms, 1m)', '300'],
    ['countOverTime(ms)', '3'],
    ['sumOverTime(ms)', '60'],
    ['histogram(ms, 20)', '{"0":1,"20":2}'],
  ])('%s is %s', (aggregate, expected) => {
    expect(stat(aggregate)).toBe(expected);
  });

  it('do not depend on the order of the events', () => {
    const numbers = [1e16, 1, -1e16, 3].map((ms) => ({ ms }));
    expect(stat('sum(ms)', events(...numbers))).toBe('4');
    expect(stat('sum(ms)', events(...numbers.toReversed()))).toBe('4');
  });

  it('are exact percentiles of small groups, and near ones of large groups', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        fc.boolean(),
        (values, percent, many) => {
          const repeat = many ? Math.ceil(EXACT_VALUES / values.length) + 1 : 1;
          const percentile = new Percentile(percent);
          for (let i = 0; i < repeat; i++) for (const value of values) percentile.add(value);
          const sorted = values.toSorted((a, b) => a - b);
          const exact =
            sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length - 1e-9) - 1)] ?? 0;
          const tolerance = many ? Math.abs(exact) * RELATIVE_ERROR + 1e-9 : 0;
          expect(Math.abs(Number(percentile.result()) - exact)).toBeLessThanOrEqual(tolerance);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('stats', () => {
  it('shows groups before aggregates, named as they are written', () => {
    expect(rows('stats count(*), avg( ms ) by server | sort server asc | limit 1', LOG)).toEqual([
      { server: 'a', 'count(*)': '2', 'avg( ms )': '15' },
    ]);
  });

  it('puts the newest bucket first, and others as they first came', () => {
    const log = [
      ...LOG,
      ...events({ server: 'b' }).map((e) => ({ ...e, timestamp: NINE + 360_000 })),
    ];
    expect(
      rows('stats count(*) as n by bin(5m) as t, server', log).map((r) => [
        r['t']?.slice(11, 16),
        r['server'],
      ]),
    ).toEqual([
      ['09:05', 'b'],
      ['09:00', 'a'],
      ['09:00', 'b'],
      ['09:00', 'c'],
    ]);
  });

  it('keeps rows without the group in a group of their own', () => {
    expect(rows('stats count(*) as n by ms | filter not ispresent(ms)', LOG)).toEqual([{ n: '1' }]);
  });

  it('lets an item use the aliases before it', () => {
    const query = 'stats max(ms) as most, min(ms) as least, most - least as span';
    expect(rows(query, LOG)).toEqual([{ most: '30', least: '10', span: '20' }]);
  });

  it.each([
    [
      'STATS count_distinct(x) AS xs, count(*) AS requests BY server | FILTER xs > 0 | STATS count(*) AS n, sum(requests) / count(*) AS each',
      [{ n: '2', each: '1.5' }],
    ],
    [
      'FIELDS strlen(@message) AS l | STATS sum(l) AS bytes BY BIN(5m) as @t | STATS max(bytes) AS peak BY dateceil(@t, 10m)',
      [
        {
          'dateceil(@t, 10m)': '2026-11-20 09:00:00.000',
          peak: String(LOG.reduce((n, e) => n + e.message.length, 0)),
        },
      ],
    ],
    [
      'FIELDS strlen(@message) AS l | STATS sum(l) AS bytes, max(@timestamp) as @t BY @logStream | STATS count(*) as n BY dateceil(@t, 5m)',
      [{ 'dateceil(@t, 5m)': '2026-11-20 09:05:00.000', n: '1' }],
    ],
    ['stats count(*) by bin(5m) | stats max(`count(*)`) as most', [{ most: '4' }]],
  ])('goes on from what a stats before gave: %s', (query, expected) => {
    expect(rows(query, LOG)).toEqual(expected);
  });

  it('moves its buckets by an offset', () => {
    expect(rows('stats count(*) as n by bin(5m) offset 1h', LOG)[0]?.['bin(5m)']).toBe(
      '2026-11-20 10:00:00.000',
    );
  });

  it('caps the period as AWS does', () => {
    const log = events({}).map((e) => ({ ...e, timestamp: NINE + 119_000 }));
    expect(rows('stats count(*) as n by bin(300s) as t', log)[0]?.['t']).toBe(
      '2026-11-20 09:01:00.000',
    );
  });

  it('has no row when no event came', () => {
    expect(rows('stats count(*)', [])).toEqual([]);
  });
});
