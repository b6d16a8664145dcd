import { describe, expect, it } from '@jest/globals';
import { placePanels } from '../../preview/src/model/layout.ts';
import type { Panel } from '../../preview/src/model/dashboard.ts';
import type { Variable } from '../../preview/src/model/variables.ts';

const panel = (
  id: number,
  x: number,
  y: number,
  w: number,
  h: number,
  more: Partial<Panel> = {},
): Panel => ({ id, type: 'stat', gridPos: { x, y, w, h }, ...more });
const row = (id: number, y: number, more: Partial<Panel> = {}): Panel =>
  panel(id, 0, y, 24, 1, { type: 'row', ...more });
const methods: Variable = {
  model: { name: 'method', type: 'query', multi: true },
  options: [],
  selected: { text: ['GET', 'POST', 'PUT'], value: ['GET', 'POST', 'PUT'] },
};
const places = (
  panels: Panel[],
  variables: Variable[] = [],
  toggled: string[] = [],
): Record<string, string> =>
  Object.fromEntries(
    placePanels(panels, variables, new Set(toggled)).map(({ key, gridPos: { x, y, w, h } }) => [
      key,
      `${x},${y} ${w}x${h}`,
    ]),
  );

describe('the page', () => {
  it('closes gaps upward, as Grafana does', () => {
    expect(places([panel(1, 0, 5, 12, 4), panel(2, 0, 20, 24, 3)])).toEqual({
      'panel-1': '0,0 12x4',
      'panel-2': '0,4 24x3',
    });
  });

  it('puts copies of a repeated panel beside each other, so many on a line', () => {
    expect(
      places(
        [panel(1, 0, 0, 24, 5, { repeat: 'method', maxPerRow: 2 }), panel(2, 0, 5, 24, 2)],
        [methods],
      ),
    ).toEqual({
      'panel-1-clone-0': '0,0 12x5',
      'panel-1-clone-1': '12,0 12x5',
      'panel-1-clone-2': '0,5 12x5',
      'panel-2': '0,10 24x2',
    });
  });

  it('lets nothing into the rest of the last line of copies', () => {
    expect(
      places(
        [
          panel(1, 0, 0, 24, 5, { repeat: 'method', maxPerRow: 2 }),
          panel(2, 12, 5, 12, 2),
          panel(3, 0, 7, 6, 4, { repeat: 'method', repeatDirection: 'v' }),
          panel(4, 6, 7, 6, 2),
        ],
        [methods],
      ),
    ).toMatchObject({
      'panel-1-clone-2': '0,5 12x5',
      'panel-2': '12,10 12x2',
      'panel-3-clone-0': '0,10 6x4',
      'panel-3-clone-2': '0,18 6x4',
      'panel-4': '6,10 6x2',
    });
  });

  it('repeats a row with everything in it', () => {
    const placed = places(
      [row(1, 0, { repeat: 'method' }), panel(2, 0, 1, 24, 3), row(3, 4), panel(4, 0, 5, 6, 2)],
      [methods],
    );
    expect(placed).toMatchObject({
      'row-1': '0,0 24x1',
      'panel-2': '0,1 24x3',
      'row-1-clone-1': '0,4 24x1',
      'row-1-clone-2': '0,8 24x1',
      'panel-4': '0,13 6x2',
    });
  });

  it('repeats panels within each copy of a row', () => {
    const hosts: Variable = { ...methods, model: { ...methods.model, name: 'host' } };
    const placed = places(
      [
        row(1, 0, { repeat: 'method' }),
        panel(2, 0, 1, 24, 3, { repeat: 'host', maxPerRow: 3 }),
        row(3, 4),
        panel(4, 0, 5, 6, 2),
      ],
      [methods, hosts],
    );
    expect(Object.values(placed)).toEqual([
      ...[0, 4, 8].flatMap((y) => [
        `0,${y} 24x1`,
        `0,${y + 1} 8x3`,
        `8,${y + 1} 8x3`,
        `16,${y + 1} 8x3`,
      ]),
      '0,12 24x1',
      '0,13 6x2',
    ]);
  });

  it('hides what is in a collapsed row until the row is opened', () => {
    const panels = [
      row(1, 0, { collapsed: true, panels: [panel(2, 0, 1, 24, 3)] }),
      row(3, 1),
      panel(4, 0, 2, 24, 2),
    ];
    expect(places(panels)).toEqual({
      'row-1': '0,0 24x1',
      'row-3': '0,1 24x1',
      'panel-4': '0,2 24x2',
    });
    expect(places(panels, [], ['row-1'])).toEqual({
      'row-1': '0,0 24x1',
      'panel-2': '0,1 24x3',
      'row-3': '0,4 24x1',
      'panel-4': '0,5 24x2',
    });
  });
});
