import { describe, expect, it } from '@jest/globals';
import { atPath } from '../../preview/src/data/at-path.ts';
import { keyValuePairs } from '../../preview/src/data/transformers/key-value-pairs.ts';

describe('"Extract fields"', () => {
  it.each([
    [
      'a="1",   "b"=\'2\',c=3  x:y ;\r\nz="d and 4"',
      { a: '1', b: '2', c: '3', x: 'y', z: 'd and 4' },
    ],
    ['{a=1, b:2}', { a: '1', b: '2' }],
    ['one two', { one: '', two: '' }],
    ['path="C:\\\\temp" ok', { path: 'C:\\temp', ok: '' }],
    ['', {}],
  ])('reads the pairs of %j', (text, pairs) => {
    expect(keyValuePairs(text)).toEqual(pairs);
  });

  it.each([
    ['b.c', 'x'],
    ['list[1].id', 2],
    ['b["dotted.key"]', 3],
    ['b.c.d', undefined],
    ['whole.key', 4],
  ])('finds what stands at %s', (path, found) => {
    const of = { b: { c: 'x', 'dotted.key': 3 }, list: [{ id: 1 }, { id: 2 }], 'whole.key': 4 };
    expect(atPath(of, path)).toBe(found);
  });
});
