import { describe, expect, it } from '@jest/globals';
import { sharedWith } from '../../preview/src/model/shared.ts';

describe('a dashboard that was read anew', () => {
  const panel = (id: number, expr: string) => ({ id, targets: [{ expr }], options: { a: [1, 2] } });
  const before = { title: 'x', panels: [panel(1, 'up'), panel(2, 'down')] };

  it('is the old one when nothing changed, so that nothing is drawn', () => {
    expect(sharedWith(before, structuredClone(before))).toBe(before);
  });

  it('keeps every panel that is the same, and everything in a changed one that is', () => {
    const after = structuredClone(before);
    after.panels[1] = panel(2, 'rate(down[5m])');
    const shared = sharedWith(before, after);
    expect(shared).toEqual(after);
    expect(shared.panels[0]).toBe(before.panels[0]);
    expect(shared.panels[1]).not.toBe(before.panels[1]);
    expect(shared.panels[1]?.options).toBe(before.panels[1]?.options);
  });

  it('loses nothing when something is added, removed, moved or of another kind', () => {
    for (const [was, is] of [
      [{ a: 1, b: 2 }, { a: 1 }],
      [{ a: 1 }, { a: 1, b: undefined }],
      [
        [1, 2, 3],
        [1, 2],
      ],
      [
        [1, 2],
        [2, 1],
      ],
      [{ 0: 'a' }, ['a']],
      [null, {}],
      [{ a: null }, { a: {} }],
    ])
      expect(sharedWith(was, is)).toStrictEqual(is);
  });
});
