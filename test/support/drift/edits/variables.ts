import { objectAt } from '../../../../scripts/lib/state/json.ts';
import type { Json } from '../../../../scripts/lib/state/resource.ts';
import { listed, set } from './change.ts';
import type { Edit } from './edit.ts';

/** To variables and annotations. */
export const VARIABLE_EDITS: readonly Edit[] = [
  {
    name: 'variable added',
    change: (m) =>
      void (objectAt(m, 'templating')!['list'] as Json[]).push({
        name: 'env',
        type: 'custom',
        query: 'a,b',
      }),
    says: ['+ variable env'],
  },
  {
    name: 'variable deleted',
    change: (m) => void (objectAt(m, 'templating')!['list'] as Json[]).pop(),
    says: ['- variable window'],
  },
  {
    name: 'label of a variable',
    change: (m) => set(listed(m, 'templating', 'task'), 'label', 'Tasks'),
    says: ['~ variable task › label: Task → Tasks'],
  },
  {
    name: 'query of a variable',
    change: (m) => {
      const v = listed(m, 'templating', 'task');
      v['query'] = { query: 'label_values(up, id)', refId: 'A' };
      v['definition'] = 'label_values(up, id)';
    },
    says: ['~ variable task › query: label_values(up, task) → label_values(up, id)'],
  },
  {
    name: 'default of a variable',
    change: (m) => set(listed(m, 'templating', 'window'), 'current', { text: '1h', value: '1h' }),
    says: ['~ variable window › default value: 5m → 1h'],
  },
  {
    name: 'annotation switched off',
    change: (m) => set(listed(m, 'annotations', 'Deploys'), 'enable', false),
    says: ['~ annotation Deploys › enable: yes → no'],
  },
  {
    name: 'annotation added',
    change: (m) =>
      void (objectAt(m, 'annotations')!['list'] as Json[]).push({
        name: 'Alerts',
        enable: true,
        datasource: { uid: '-- Grafana --' },
        iconColor: 'red',
      }),
    says: ['+ annotation Alerts'],
  },
];
