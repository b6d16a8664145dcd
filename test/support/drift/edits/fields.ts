import { objectAt, objectsAt } from '../../../../scripts/lib/state/json.ts';
import type { Json } from '../../../../scripts/lib/state/resource.ts';
import { panelOf } from '../check.ts';
import { on, set, steps } from './change.ts';
import type { Edit } from './edit.ts';

const P95 = 'Latency › Duration p95';

/** To how a panel shows its fields: units, thresholds, overrides. */
export const FIELD_EDITS: readonly Edit[] = [
  {
    name: 'unit',
    change: on('Duration p95', 'fieldConfig.defaults.unit', 'ms'),
    says: [`~ ${P95} › unit: s → ms`],
  },
  {
    name: 'unit, and the range that Grafana had written out stays',
    change: (m) => {
      on('Availability', 'fieldConfig.defaults.unit', 'short')(m);
      on('Availability', 'fieldConfig.defaults.min', 0)(m);
      on('Availability', 'fieldConfig.defaults.max', 1)(m);
    },
    says: [
      '~ Availability › unit: percentunit → short (the range of the old unit was written out)',
    ],
  },
  {
    name: 'decimals',
    change: on('Availability', 'fieldConfig.defaults.decimals', 3),
    says: ['~ Availability › decimals: 2 → 3'],
  },
  {
    name: 'minimum',
    change: on('Duration p95', 'fieldConfig.defaults.min', 0.5),
    says: [`+ ${P95} › minimum: 500 ms`],
  },
  {
    name: 'display name',
    change: on('Budget', 'fieldConfig.defaults.displayName', 'left'),
    says: ['+ Budget › display name: left'],
  },
  {
    name: 'text for no value',
    change: on('Budget', 'fieldConfig.defaults.noValue', '-'),
    says: ['+ Budget › text for no value: -'],
  },
  {
    name: 'threshold',
    change: (m) => set(steps(m, 'Duration p95')[1]!, 'value', 0.3),
    says: [`~ ${P95} › warning: 250 ms → 300 ms`],
  },
  {
    name: 'threshold where red is the base',
    change: (m) => set(steps(m, 'Availability')[2]!, 'value', 0.999),
    says: ['~ Availability › good: 99.5 % → 99.9 %'],
  },
  {
    name: 'threshold added',
    change: (m) =>
      void (
        panelOf(m, 'Duration p95')['fieldConfig'] as { defaults: { thresholds: { steps: Json[] } } }
      ).defaults.thresholds.steps.push({ color: 'purple', value: 5 }),
    says: [`+ ${P95} › threshold purple: 5 s`],
  },
  {
    name: 'first thresholds of a panel',
    change: on('CPU', 'fieldConfig.defaults.thresholds', {
      mode: 'absolute',
      steps: [
        { color: 'green', value: 0 },
        { color: 'red', value: 90 },
      ],
    }),
    says: ['~ Resources › CPU › critical: 80 % → 90 %'],
  },
  {
    name: 'value mapping',
    change: on('Tasks', 'fieldConfig.defaults.mappings', [
      { type: 'value', options: { 1: { text: 'up' } } },
    ]),
    says: ['+ Errors › Tasks › value mappings: [{"options":{"1":{"text":"up"}},"type":"value"}]'],
  },
  {
    name: 'colour scheme',
    change: on('Duration p95', 'fieldConfig.defaults.color', { mode: 'fixed', fixedColor: 'blue' }),
    says: [`~ ${P95} › colour scheme: mode palette-classic → mode fixed, fixedColor blue`],
  },
  {
    name: 'line width',
    change: on('Duration p95', 'fieldConfig.defaults.custom.lineWidth', 3),
    says: [`~ ${P95} › line width: 1 → 3`],
  },
  {
    name: 'stacking',
    change: on('CPU', 'fieldConfig.defaults.custom.stacking', { group: 'A', mode: 'normal' }),
    says: ['~ Resources › CPU › stacking: none → normal'],
  },
  {
    name: 'logarithmic axis',
    change: on('CPU', 'fieldConfig.defaults.custom.scaleDistribution', { type: 'log', log: 10 }),
    says: ['~ Resources › CPU › scale: type linear → type log, log 10'],
  },
  {
    name: 'override added',
    change: (m) =>
      void (panelOf(m, 'Memory')['fieldConfig'] as { overrides: Json[] }).overrides.push({
        matcher: { id: 'byName', options: 'rss' },
        properties: [{ id: 'unit', value: 'mbytes' }],
      }),
    says: ['+ Resources › Memory › override for "rss"'],
  },
  {
    name: 'override changed',
    change: (m) =>
      set(
        objectsAt(
          objectsAt(objectAt(panelOf(m, 'Duration p95'), 'fieldConfig') ?? {}, 'overrides')[0]!,
          'properties',
        )[0]!,
        'value',
        { mode: 'fixed', fixedColor: 'blue' },
      ),
    says: [
      `~ ${P95} › override for "slow" › colour scheme: mode fixed, fixedColor red → mode fixed, fixedColor blue`,
    ],
  },
];
