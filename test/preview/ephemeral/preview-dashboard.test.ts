import { describe, expect, it } from '@jest/globals';
import {
  expiryOf,
  expiryTag,
  pullFolderUid,
  pullOfTag,
  pullTag,
  pullUid,
} from '../../../scripts/lib/preview/ephemeral/names.ts';
import { previewDashboard } from '../../../scripts/lib/preview/ephemeral/preview-dashboard.ts';
import { pullContent } from '../../../scripts/lib/preview/ephemeral/pull-content.ts';
import type { DashboardResource, JsonObject } from '../../../scripts/lib/state/resource.ts';

const facts = {
  project: 'shop',
  environment: 'staging',
  pull: 7,
  url: 'https://github.com/example/shop/pull/7',
  expires: '2026-12-11',
};
const dashboard = (uid: string, model: JsonObject = {}): DashboardResource => ({
  kind: 'dashboard',
  uid,
  title: 'Orders',
  folderUid: 'shop',
  model: { title: 'Orders', tags: ['team-a'], panels: [], ...model },
});
const preview = (model: JsonObject, siblings: string[] = []): JsonObject =>
  previewDashboard(dashboard('orders', model), facts, new Set(siblings)).model;

describe('the uid of a preview', () => {
  it('is pr-<n>-<uid>', () => {
    expect(pullUid(7, 'orders')).toBe('pr-7-orders');
  });

  it('has 40 characters at most, and two long ones that begin alike stay apart', () => {
    const long = 'a'.repeat(39);
    const [one, two] = [pullUid(123456, `${long}1`), pullUid(123456, `${long}2`)];
    expect([one.length, two.length]).toEqual([40, 40]);
    expect(one).not.toBe(two);
    expect(one).toMatch(/^pr-123456-a+-[0-9a-f]{8}$/);
    expect(pullUid(123456, `${long}1`)).toBe(one);
  });

  it('tells the folders of two environments of a workspace apart', () => {
    expect(pullFolderUid(facts)).not.toBe(pullFolderUid({ ...facts, environment: 'production' }));
  });
});

describe('the tag of a preview', () => {
  it('names the pull request of this project and environment, and of no other', () => {
    expect(pullTag(facts)).toBe('shop/staging/pr-7');
    expect(pullOfTag('shop/staging/pr-7', facts)).toBe(7);
    for (const tag of [
      'shop/staging',
      'shop/production/pr-7',
      'shop/staging/pr-07',
      'shop/staging/pr-7x',
      'x',
    ])
      expect([tag, pullOfTag(tag, facts)]).toEqual([tag, undefined]);
  });

  it('says until when, and the tags of the dashboard are not taken along into menus', () => {
    const tags = preview({})['tags'] as string[];
    expect(tags).toEqual(['shop/staging/pr-7', expiryTag('2026-12-11')]);
    expect(expiryOf(tags)).toBe('2026-12-11');
  });
});

describe('a preview', () => {
  it('begins with a banner that leads to the pull request; everything else moves down by it', () => {
    const at = (y: number): JsonObject => ({ x: 0, y, w: 12, h: 8 });
    const inner: JsonObject = { id: 40, type: 'stat', gridPos: at(10) };
    const { panels } = preview({
      panels: [
        { id: 4, type: 'text', gridPos: at(0) },
        { id: 5, type: 'row', collapsed: true, gridPos: at(8), panels: [inner] },
      ],
    });
    expect(panels).toMatchObject([
      {
        id: 41,
        type: 'text',
        gridPos: { x: 0, y: 0, w: 24, h: 3 },
        options: { content: expect.stringMatching(/pull\/7\).*2026-12-11/) },
      },
      { id: 4, gridPos: { y: 3 } },
      { id: 5, gridPos: { y: 11 }, panels: [{ id: 40, gridPos: { y: 13 } }] },
    ]);
  });

  it('leads to its siblings of the same pull request, and to the published ones of others', () => {
    const link = (url: string): JsonObject => ({ title: 'x', type: 'link', url });
    const { links } = preview(
      { links: [link('/d/carts?var-a=1'), link('/d/carts-old'), link('/d/stock/name')] },
      ['orders', 'carts'],
    );
    expect(links).toMatchObject([
      { url: facts.url },
      { url: '/d/pr-7-carts?var-a=1' },
      { url: '/d/carts-old' },
      { url: '/d/stock/name' },
    ]);
  });

  it('leaves the dashboard that it is made from as it is', () => {
    const original = dashboard('orders', {
      panels: [{ id: 1, gridPos: { x: 0, y: 0, w: 1, h: 1 } }],
    });
    const before = JSON.stringify(original);
    previewDashboard(original, facts, new Set());
    expect(JSON.stringify(original)).toBe(before);
  });

  it('has a title of its own where two dashboards of different folders share one', () => {
    const titles = pullContent([dashboard('a'), dashboard('b')], facts)
      .resources({} as never)
      .map(({ title }) => title);
    expect(titles).toEqual(['Pull request #7 (shop/staging)', '#7 Orders (a)', '#7 Orders (b)']);
  });
});
