import { describe, expect, it } from '@jest/globals';
import { editDistance, nearest } from '../../../scripts/lib/text/nearest.ts';

describe('the nearest name', () => {
  it.each([
    ['mongo-outge', 'mongo-outage'],
    ['MONGO-OUTAGE', 'mongo-outage'],
    ['deplyo', 'deploy'],
    ['something-else-entirely', undefined],
  ])('to %s is %s', (word, expected) => {
    expect(nearest(word, ['deploy', 'mongo-outage', 'mongo-slow'])).toBe(expected);
  });

  it('counts a swap of neighbours as one slip', () => {
    expect(editDistance('publihs', 'publish')).toBe(1);
    expect(editDistance('abc', 'abc')).toBe(0);
    expect(editDistance('', 'abc')).toBe(3);
  });
});
