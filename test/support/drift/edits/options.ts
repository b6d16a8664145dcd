import { objectsAt } from '../../../../scripts/lib/state/json.ts';
import type { Json } from '../../../../scripts/lib/state/resource.ts';
import { panelOf } from '../check.ts';
import { on, set } from './change.ts';
import type { Edit } from './edit.ts';

const P95 = 'Latency › Duration p95';

/** To a panel's options, its type, its transformations. */
export const OPTION_EDITS: readonly Edit[] = [
  {
    name: 'legend placement',
    change: on('Duration p95', 'options.legend.placement', 'right'),
    says: [`~ ${P95} › legend placement: bottom → right`],
  },
  {
    name: 'legend hidden where the code says nothing of legends',
    change: on('CPU', 'options', {
      legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: false },
      tooltip: { mode: 'single', sort: 'none', hideZeros: false },
    }),
    says: ['~ Resources › CPU › legend shown: yes → no'],
  },
  {
    name: 'tooltip',
    change: on('CPU', 'options', { tooltip: { mode: 'multi', sort: 'none' } }),
    says: ['~ Resources › CPU › tooltip: single → multi'],
  },
  {
    name: 'calculation of a stat',
    change: on('Availability', 'options.reduceOptions', { calcs: ['mean'] }),
    says: ['~ Availability › calculation: lastNotNull → mean'],
  },
  {
    name: 'colour scheme of a heatmap',
    change: on('Durations', 'options.color.scheme', 'Reds'),
    says: ['~ Latency › Durations › colour scheme: Blues → Reds'],
  },
  {
    name: 'text',
    change: on('Read me', 'options.content', '# Off call'),
    says: ['~ Read me › content: # On call → # Off call'],
  },
  {
    name: 'option of the logs',
    change: on('Newest errors', 'options.wrapLogMessage', true),
    says: ['~ Errors › Newest errors › wrap log message: no → yes'],
  },
  {
    name: 'visualization',
    change: (m) => {
      const p = panelOf(m, 'Budget');
      p['type'] = 'stat';
      p['options'] = {};
    },
    says: ['~ Budget › visualization: gauge → stat'],
  },
  {
    name: 'transformation changed',
    change: (m) =>
      set(objectsAt(panelOf(m, 'Slowest routes'), 'transformations')[0]!, 'options', {
        renameByName: { Value: 's' },
      }),
    says: [
      '~ Latency › Slowest routes › transformation organize › options rename by name value: Seconds → s',
    ],
  },
  {
    name: 'transformation added',
    change: (m) =>
      void (panelOf(m, 'Slowest routes')['transformations'] as Json[]).push({
        id: 'limit',
        options: {},
      }),
    says: ['+ Latency › Slowest routes › transformation limit'],
  },
  {
    name: 'link of a panel',
    change: on('Availability', 'links', [{ title: 'Why', url: 'https://example.org' }]),
    says: ['+ Availability › link Why'],
  },
  {
    name: 'repeat',
    change: on('CPU', 'repeat', 'task'),
    says: ['+ Resources › CPU › repeat by: task'],
  },
  {
    name: 'minimum interval',
    change: on('Duration p95', 'interval', '1m'),
    says: [`+ ${P95} › minimum interval: 1m`],
  },
];
