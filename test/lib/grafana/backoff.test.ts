import { expect, test } from '@jest/globals';
import {
  defaultRetryPolicy,
  delayBefore,
  retryAfterMs,
} from '../../../scripts/lib/grafana/backoff.ts';

test('waits twice as long each time, at least half of it, and gives up in the end', () => {
  const least = { ...defaultRetryPolicy, random: () => 0 };
  const most = { ...defaultRetryPolicy, random: () => 1 };
  expect([1, 2, 3, 4, 5, 6].map((n) => delayBefore(n, undefined, least))).toEqual([
    125,
    250,
    500,
    1000,
    2000,
    undefined,
  ]);
  expect([1, 2, 3].map((n) => delayBefore(n, undefined, most))).toEqual([250, 500, 1000]);
});

test('waits as long as the server asks, unless that is longer than anybody should', () => {
  expect(delayBefore(1, 7000, defaultRetryPolicy)).toBe(7000);
  expect(delayBefore(1, 61_000, defaultRetryPolicy)).toBeUndefined();
});

test.each([
  ['2', 2000],
  ['0', 0],
  ['1.5', 1500],
  ['Fri, 27 Nov 2026 12:00:05 GMT', 5000],
  ['Fri, 27 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('reads Retry-After: %s', (header, wait) => {
  expect(retryAfterMs(header, Date.parse('2026-11-27T12:00:00Z'))).toBe(wait);
});
