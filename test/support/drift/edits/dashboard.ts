import { objectsAt } from '../../../../scripts/lib/state/json.ts';
import type { Json } from '../../../../scripts/lib/state/resource.ts';
import { on, set, top } from './change.ts';
import type { Edit } from './edit.ts';

/** To the dashboard itself: its settings, its links, its JSON. */
export const DASHBOARD_EDITS: readonly Edit[] = [
  {
    name: 'dashboard title',
    change: top('title', 'Watch it'),
    says: ['~ title: Watch dashboard title → Watch it'],
  },
  {
    name: 'dashboard description',
    change: top('description', 'New'),
    says: ['~ description: What to look at. → New'],
  },
  { name: 'tag added', change: (m) => void (m['tags'] as Json[]).push('q4'), says: ['+ tag: q4'] },
  {
    name: 'tag removed',
    change: (m) => void (m['tags'] = (m['tags'] as Json[]).filter((t) => t !== 'on-call')),
    says: ['- tag: on-call'],
  },
  {
    name: 'time range',
    change: top('time', { from: 'now-24h', to: 'now' }),
    says: ['~ time range: now-3h to now → now-24h to now'],
  },
  { name: 'refresh', change: top('refresh', '10s'), says: ['~ refresh: 1m → 10s'] },
  { name: 'refresh off', change: top('refresh', ''), says: ['- refresh: 1m'] },
  { name: 'time zone', change: top('timezone', 'browser'), says: ['~ time zone: utc → browser'] },
  { name: 'shared crosshair', change: top('graphTooltip', 1), says: ['~ shared crosshair: 0 → 1'] },
  { name: 'read only', change: top('editable', false), says: ['~ editable: yes → no'] },
  {
    name: 'link added',
    change: (m) =>
      void (m['links'] as Json[]).push({
        title: 'Wiki',
        type: 'link',
        url: 'https://example.org/wiki',
      }),
    says: ['+ link Wiki'],
  },
  {
    name: 'link changed',
    change: (m) => set(objectsAt(m, 'links')[0]!, 'url', 'https://example.org/new'),
    says: ['~ link Runbook › url: https://example.org/runbook → https://example.org/new'],
  },
  {
    name: 'JSON pasted: a field that nobody knows',
    change: top('somethingNew', { a: 1 }),
    says: ['+ something new: a 1'],
  },
  {
    name: 'JSON pasted: panel ids given anew',
    change: on('Budget', 'id', 77),
    says: ['~ Budget › panel id: 2 → 77'],
  },
];
