import { describe, expect, test } from '@jest/globals';
import { editsNotInCode } from '../../../../scripts/lib/plan/diff/edits.ts';
import type { DashboardResource, JsonObject } from '../../../../scripts/lib/state/resource.ts';
import { panel } from '../../../support/publishing/content.ts';

const dashboard = (panels: JsonObject[], more: JsonObject = {}): DashboardResource => ({
  kind: 'dashboard',
  uid: 'd-1',
  title: 'Dashboard',
  folderUid: 'f-1',
  model: { title: 'Dashboard', tags: ['shop'], panels, ...more },
});
const [one, two] = [panel(1, 'One', 'a'), panel(2, 'Two', 'b')];
const three = panel(3, 'Three', 'c');
const published = dashboard([one, two]);

describe('an edit that the code has as well', () => {
  const cases: [string, DashboardResource, DashboardResource][] = [
    [
      'a text',
      dashboard([one, { ...two, description: 'x' }]),
      dashboard([
        { ...one, title: 'Uno' },
        { ...two, description: 'x' },
      ]),
    ],
    ['a panel', dashboard([one, two, three]), dashboard([one, two, three], { refresh: '1m' })],
    ['a panel less', dashboard([one]), dashboard([{ ...one, title: 'Uno' }])],
    [
      'a tag',
      dashboard([one, two], { tags: ['shop', 'q4'] }),
      dashboard([one, two], { tags: ['q4'] }),
    ],
    [
      'a text, beside a panel that is new in the code',
      dashboard([one, { ...two, description: 'x' }]),
      dashboard([one, { ...two, description: 'x' }, three]),
    ],
  ];
  test.each(cases)('is in no way: %s', (_, live, desired) => {
    expect(editsNotInCode(published, live, desired)).toEqual([]);
  });
});

describe('an edit that the code has not', () => {
  const cases: [string, DashboardResource, DashboardResource][] = [
    [
      'in a panel that the code takes out',
      dashboard([one, { ...two, description: 'x' }]),
      dashboard([one]),
    ],
    [
      'in a panel that the code renames',
      dashboard([{ ...one, description: 'x' }, two]),
      dashboard([{ ...one, title: 'Uno' }, two]),
    ],
    [
      'of a title that the code changes otherwise',
      dashboard([{ ...one, title: 'Un' }, two]),
      dashboard([{ ...one, title: 'Uno' }, two]),
    ],
    [
      'a panel where the code puts another one',
      dashboard([one, two, three]),
      dashboard([one, two, panel(3, 'Three', 'd')]),
    ],
    [
      'a description taken out of a panel that the code renames',
      dashboard([one, two]),
      dashboard([{ ...one, title: 'Uno', description: 'x' }, two]),
    ],
    [
      'a panel taken out, which the code renames',
      dashboard([one]),
      dashboard([one, { ...two, title: 'Due' }]),
    ],
    [
      'a tag',
      dashboard([one, two], { tags: ['shop', 'q4'] }),
      dashboard([one, two], { tags: ['shop', 'q1'] }),
    ],
    [
      'another folder',
      { ...dashboard([one, two]), folderUid: 'f-2' },
      dashboard([one, two], { refresh: '1m' }),
    ],
  ];
  test.each(cases)('is one: %s', (name, live, desired) => {
    const before = name.startsWith('a description taken')
      ? dashboard([{ ...one, description: 'x' }, two])
      : published;
    expect(editsNotInCode(before, live, desired)).toHaveLength(1);
  });
});
