import type { Json, JsonObject } from '../../../../scripts/lib/state/resource.ts';
import { panelOf } from '../check.ts';
import { on, panels, remove, shift } from './change.ts';
import type { Edit } from './edit.ts';

const P95 = 'Latency › Duration p95';

/** To where panels and rows stand, and which there are. */
export const LAYOUT_EDITS: readonly Edit[] = [
  {
    name: 'panel resized',
    change: on('Duration p95', 'gridPos', { x: 0, y: 5, w: 12, h: 6 }),
    says: [`~ ${P95} › size: 12×8 → 12×6`],
  },
  {
    name: 'panel added on top',
    change: (m) => {
      shift(m, 0, 8);
      panels(m).push({
        id: 99,
        type: 'stat',
        title: 'Debug',
        gridPos: { x: 0, y: 0, w: 24, h: 8 },
        targets: [],
      });
    },
    says: ['+ Debug: stat panel, 24×8'],
  },
  {
    name: 'panel duplicated',
    change: (m) => {
      const copy = JSON.parse(JSON.stringify(panelOf(m, 'By route'))) as JsonObject;
      copy['id'] = 98;
      copy['gridPos'] = { x: 0, y: 38, w: 8, h: 8 };
      shift(m, 38, 8);
      panels(m).push(copy);
    },
    says: ['+ Errors › By route: piechart panel, 8×8'],
  },
  {
    name: 'panel deleted',
    change: (m) => void remove(m, 'By route'),
    says: ['- Errors › By route: piechart panel, 8×8'],
  },
  {
    name: 'panel moved to another row',
    change: (m) => {
      const p = remove(m, 'By reason');
      shift(m, 5, 8);
      p['gridPos'] = { x: 0, y: 5, w: 8, h: 8 };
      panels(m).push(p);
    },
    says: ['→ Latency › By reason: from row "Errors" to row "Latency"'],
  },
  {
    name: 'two panels swapped',
    change: (m) => {
      const [a, b] = [panelOf(m, 'By reason'), panelOf(m, 'Tasks')];
      [a['gridPos'], b['gridPos']] = [b['gridPos'] ?? null, a['gridPos'] ?? null];
    },
    says: ['→ Errors › Tasks: moved', '→ Errors › By reason: moved'],
  },
  {
    name: 'row collapsed',
    change: (m) => {
      const row = panelOf(m, 'Latency');
      const inside = ['Duration p95', 'Durations', 'Slowest routes'].map((t) => remove(m, t));
      row['collapsed'] = true;
      row['panels'] = inside;
      shift(m, 21, -16);
    },
    says: ['~ Latency › collapsed: no → yes'],
  },
  {
    name: 'row opened',
    change: (m) => {
      const row = panelOf(m, 'Resources');
      const inside = row['panels'] as Json[];
      row['collapsed'] = false;
      row['panels'] = [];
      panels(m).push(...inside);
    },
    says: ['~ Resources › collapsed: yes → no'],
  },
  {
    name: 'row renamed',
    change: on('Errors', 'title', 'Failures'),
    says: ['~ Errors › title: Errors → Failures'],
  },
  {
    name: 'row added',
    change: (m) => {
      shift(m, 13, 1);
      panels(m).push({
        id: 97,
        type: 'row',
        title: 'Routes',
        collapsed: false,
        panels: [],
        gridPos: { x: 0, y: 13, w: 24, h: 1 },
      });
    },
    says: ['+ Routes: row'],
  },
  {
    name: 'row header deleted',
    change: (m) => void remove(m, 'Errors'),
    says: ['- Errors: row header; its panels stay'],
  },
  {
    name: 'row deleted with its panels',
    change: (m) => void remove(m, 'Resources'),
    says: ['- Resources: row with "CPU", "Memory"'],
  },
];
