import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { pageOf } from '../../../scripts/lib/grafana/page-items.ts';
import fc from '../../support/property.ts';

const read = (text: string) => {
  const page = pageOf(text);
  return page && { metadata: page.metadata, items: [...page.items] };
};
const expected = (text: string) => {
  const { metadata, items } = JSON.parse(text) as { metadata: unknown; items: unknown[] | null };
  return { metadata, items: items ?? [] };
};

/** Every list of dashboards that a real server answered. */
function recordedLists(): string[] {
  return ['grafana-12.2', 'grafana-12.2-unified'].flatMap((server) =>
    readdirSync(`test/recordings/${server}`).flatMap((file) => {
      const exchanges = JSON.parse(readFileSync(`test/recordings/${server}/${file}`, 'utf8')) as {
        response: { body?: { kind?: string } };
      }[];
      return exchanges.flatMap(({ response: { body } }) =>
        body?.kind === 'DashboardList' && 'items' in body ? [JSON.stringify(body)] : [],
      );
    }),
  );
}

describe('a page that is read in pieces', () => {
  test('gives what was recorded on real servers', () => {
    const lists = recordedLists();
    expect(lists.length).toBeGreaterThan(10);
    for (const text of lists) expect(read(text)).toEqual(expected(text));
  });

  test('gives the same as a page that is read as a whole, whatever is in its items', () => {
    const spec = fc.jsonValue({ maxDepth: 4 });
    // Inside an item, what looks like the beginning of another one: as a thing, and as a text.
    const twin = fc.constantFrom(
      [
        { kind: 'Dashboard', metadata: { name: 'a' } },
        { kind: 'Dashboard', metadata: { name: '' } },
      ],
      '},{"kind":"Dashboard","metadata":{"name":"',
      { items: [{ kind: 'Dashboard', metadata: { name: 'x' } }] },
    );
    const item = fc.record({
      kind: fc.constant('Dashboard'),
      metadata: fc.record({ name: fc.string() }),
      spec: fc.oneof(spec, twin),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), fc.string(), (items, token) => {
        const text = JSON.stringify({
          kind: 'DashboardList',
          metadata: { continue: token, resourceVersion: '1' },
          items,
        });
        expect(read(text)).toEqual(expected(text));
      }),
      { numRuns: 500 },
    );
  });

  test('is refused when it is broken in the middle: its end is not taken for the end of the list', () => {
    const item = (name: string) => `{"metadata":{"name":"${name}"}}`;
    const page = pageOf(
      `{"metadata":{},"items":[${item('a')},{"metadata":{"name":"b",,}},${item('c')}]}`,
    );
    expect(() => [...(page?.items ?? [])]).toThrow(/no JSON in the middle/);
  });

  test.each([
    ['{"metadata":{},"items":null}', { metadata: {}, items: [] }],
    ['{"metadata":{}}', { metadata: {}, items: [] }],
    [
      '{ "items": [ {"a":1}, {"a":2} ], "metadata": {} }',
      { metadata: {}, items: [{ a: 1 }, { a: 2 }] },
    ],
    ['<html>', undefined],
    ['{"items":{}}', undefined],
    ['{"metadata":{},"items":[{"metadata":{"name":"a"}},{"metadata":{"na', undefined],
  ])('%s', (text, page) => {
    expect(read(text)).toEqual(page);
  });
});
