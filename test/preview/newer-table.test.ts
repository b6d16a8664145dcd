import { describe, expect, it } from '@jest/globals';
import { asNewerTable } from '../../preview/src/data/newer-table.ts';
import type { Panel } from '../../preview/src/model/dashboard.ts';

const table = (footer: object, fieldConfig: Panel['fieldConfig'] = {}): Panel => ({
  id: 1,
  type: 'table',
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  options: { footer },
  fieldConfig,
});
const configOf = (panel: Panel) => asNewerTable(panel).fieldConfig;

describe('a table saved by Grafana 12.2 or before, in the newer table', () => {
  it('calculates its footer for every field, or for those that it names', () => {
    expect(configOf(table({ show: true, reducer: ['sum'], fields: '' }))?.defaults).toEqual({
      custom: { footer: { reducers: ['sum'] } },
    });
    expect(configOf(table({ show: true, reducer: ['sum', 'max'], fields: ['Value'] }))).toEqual({
      defaults: { custom: {} },
      overrides: [
        {
          matcher: { id: 'byNames', options: { mode: 'include', names: ['Value'] } },
          properties: [{ id: 'custom.footer.reducers', value: ['sum', 'max'] }],
        },
      ],
    });
  });

  it('counts all rows once, and has no footer that is switched off', () => {
    const counted = table({ show: true, reducer: ['count'], countRows: true });
    expect(configOf(counted)?.defaults).toEqual({ custom: { footer: { reducers: ['countAll'] } } });
    expect(configOf(table({ show: false, reducer: ['sum'] }))?.defaults).toEqual({ custom: {} });
  });

  it('hides the columns that were hidden', () => {
    const overrides = [
      {
        matcher: { id: 'byName', options: 'a' },
        properties: [{ id: 'custom.hidden', value: true }],
      },
    ];
    expect(configOf(table({}, { overrides }))?.overrides?.[0]?.properties).toEqual([
      { id: 'custom.hideFrom.viz', value: true },
    ]);
  });
});
