import { objectsAt } from '../../../../scripts/lib/state/json.ts';
import type { Json } from '../../../../scripts/lib/state/resource.ts';
import { panelOf } from '../check.ts';
import { on, set } from './change.ts';
import type { Edit } from './edit.ts';

const P95 = 'Latency › Duration p95';

/** To what a panel is called and asks. */
export const PANEL_EDITS: readonly Edit[] = [
  {
    name: 'panel title',
    change: on('Budget', 'title', 'Error budget'),
    says: ['~ Budget › title: Budget → Error budget'],
  },
  {
    name: 'panel description',
    change: on('Availability', 'description', 'Other'),
    says: ['~ Availability › description: Share of requests that succeeded. → Other'],
  },
  {
    name: 'transparent background',
    change: on('Budget', 'transparent', true),
    says: ['~ Budget › transparent background: no → yes'],
  },
  {
    name: 'query',
    change: (m) => set(objectsAt(panelOf(m, 'Availability'), 'targets')[0]!, 'expr', 'up'),
    says: ['~ Availability › query A: sum(rate(requests_total{panel="1"}[5m])) → up'],
  },
  {
    name: 'legend of a query',
    change: (m) => set(objectsAt(panelOf(m, 'Availability'), 'targets')[0]!, 'legendFormat', 'ok'),
    says: ['~ Availability › query A › legend: {{path}} → ok'],
  },
  {
    name: 'query hidden',
    change: (m) => set(objectsAt(panelOf(m, 'Duration p95'), 'targets')[1]!, 'hide', true),
    says: [`+ ${P95} › query B › hide: yes`],
  },
  {
    name: 'query added',
    change: (m) =>
      void (panelOf(m, 'Budget')['targets'] as Json[]).push({
        refId: 'B',
        expr: 'up',
        datasource: { type: 'prometheus', uid: 'metrics' },
      }),
    says: ['+ Budget › query B: up'],
  },
  {
    name: 'query removed',
    change: (m) => void (panelOf(m, 'Duration p95')['targets'] as Json[]).pop(),
    says: [`- ${P95} › query B: histogram_quantile(0.5, sum by (le) (rate(duration_bucket[5m])))`],
  },
  {
    name: 'query renamed',
    change: (m) => set(objectsAt(panelOf(m, 'Duration p95'), 'targets')[1]!, 'refId', 'median'),
    says: [`~ ${P95} › query B › name: B → median`],
  },
  {
    name: 'query made instant',
    change: (m) => {
      const t = objectsAt(panelOf(m, 'Budget'), 'targets')[0]!;
      t['instant'] = true;
      t['range'] = false;
    },
    says: ['+ Budget › query A › instant: yes'],
  },
  {
    name: 'data source swapped',
    change: (m) => {
      const p = panelOf(m, 'Duration p95');
      for (const one of [p, ...objectsAt(p, 'targets')])
        one['datasource'] = { type: 'prometheus', uid: 'spare' };
    },
    says: [`~ ${P95} › data source: metrics → spare`],
  },
];
