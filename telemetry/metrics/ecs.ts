import { ecsContainerLabels, ecsTaskLabels } from './labels.ts';
import type { Metric, MetricType } from './metric.ts';

const source = 'awsecscontainermetrics receiver of the collector';

/** What the receiver measures, the unit suffix that newer exporters add, and whether the bundled filter lets the task's series through. */
interface Measure {
  readonly name: string;
  readonly suffix: string;
  readonly type: MetricType;
  readonly unit: string;
  readonly meaning: string;
  readonly bundled?: boolean;
}

const gauge = 'gauge';
const cumulative = 'cumulative';
const measures: readonly Measure[] = [
  {
    name: 'memory_utilized',
    suffix: 'MiB',
    type: gauge,
    unit: 'MiB',
    meaning: 'Memory in use, caches left out.',
    bundled: true,
  },
  {
    name: 'memory_reserved',
    suffix: 'MiB',
    type: gauge,
    unit: 'MiB',
    meaning: 'Memory that is reserved: the limit to divide by.',
    bundled: true,
  },
  {
    name: 'cpu_utilized',
    suffix: 'None',
    type: gauge,
    unit: 'CPU units',
    meaning: 'CPU in use; 1024 are one vCPU.',
    bundled: true,
  },
  {
    name: 'cpu_reserved',
    suffix: 'None',
    type: gauge,
    unit: 'CPU units',
    meaning: 'CPU that is reserved: the limit to divide by.',
    bundled: true,
  },
  {
    name: 'network_rate_rx',
    suffix: 'Bytes_per_Second',
    type: gauge,
    unit: 'By/s',
    meaning: 'Bytes received a second; already a rate.',
    bundled: true,
  },
  {
    name: 'network_rate_tx',
    suffix: 'Bytes_per_Second',
    type: gauge,
    unit: 'By/s',
    meaning: 'Bytes sent a second; already a rate.',
    bundled: true,
  },
  {
    name: 'storage_read_bytes',
    suffix: 'Bytes',
    type: cumulative,
    unit: 'By',
    meaning: 'Bytes read from storage since the start.',
    bundled: true,
  },
  {
    name: 'storage_write_bytes',
    suffix: 'Bytes',
    type: cumulative,
    unit: 'By',
    meaning: 'Bytes written to storage since the start.',
    bundled: true,
  },
  {
    name: 'memory_usage',
    suffix: 'Bytes',
    type: gauge,
    unit: 'By',
    meaning: 'Memory in use, caches included.',
  },
  {
    name: 'memory_usage_max',
    suffix: 'Bytes',
    type: gauge,
    unit: 'By',
    meaning: 'The most memory that was in use.',
  },
  {
    name: 'memory_usage_limit',
    suffix: 'Bytes',
    type: gauge,
    unit: 'By',
    meaning: 'The limit that the kernel enforces.',
  },
  {
    name: 'cpu_cores',
    suffix: 'Count',
    type: gauge,
    unit: '{core}',
    meaning: 'Cores that have a usage counter, summed over containers.',
  },
  {
    name: 'cpu_onlines',
    suffix: 'Count',
    type: gauge,
    unit: '{core}',
    meaning: 'Cores that are online, summed over containers.',
  },
  {
    name: 'cpu_usage_total',
    suffix: 'Nanoseconds',
    type: cumulative,
    unit: 'ns',
    meaning: 'CPU time used.',
  },
  {
    name: 'cpu_usage_kernelmode',
    suffix: 'Nanoseconds',
    type: cumulative,
    unit: 'ns',
    meaning: 'CPU time used in the kernel.',
  },
  {
    name: 'cpu_usage_usermode',
    suffix: 'Nanoseconds',
    type: cumulative,
    unit: 'ns',
    meaning: 'CPU time used outside the kernel.',
  },
  {
    name: 'cpu_usage_system',
    suffix: 'Nanoseconds',
    type: cumulative,
    unit: 'ns',
    meaning: 'CPU time of the whole host.',
  },
  {
    name: 'cpu_usage_vcpu',
    suffix: 'vCPU',
    type: gauge,
    unit: '{vCPU}',
    meaning: 'Virtual CPUs in use.',
  },
  ...(['rx', 'tx'] as const).flatMap((way): Measure[] => {
    const verb = way === 'rx' ? 'received' : 'sent';
    return [
      {
        name: `network_io_usage_${way}_bytes`,
        suffix: 'Bytes',
        type: cumulative,
        unit: 'By',
        meaning: `Bytes ${verb} since the start.`,
      },
      {
        name: `network_io_usage_${way}_packets`,
        suffix: 'Count',
        type: cumulative,
        unit: '{packet}',
        meaning: `Packets ${verb} since the start.`,
      },
      {
        name: `network_io_usage_${way}_errors`,
        suffix: 'Count',
        type: cumulative,
        unit: '{error}',
        meaning: `Errors among the packets ${verb}.`,
      },
      {
        name: `network_io_usage_${way}_dropped`,
        suffix: 'Count',
        type: cumulative,
        unit: '{packet}',
        meaning: `Packets to be ${verb} that were dropped.`,
      },
    ];
  }),
];

const ephemeralStorage: readonly Measure[] = [
  {
    name: 'ephemeral_storage_utilized',
    suffix: 'MiB',
    type: gauge,
    unit: 'MiB',
    meaning: 'Ephemeral storage in use.',
  },
  {
    name: 'ephemeral_storage_reserved',
    suffix: 'MiB',
    type: gauge,
    unit: 'MiB',
    meaning: 'Ephemeral storage that the task has.',
  },
];

/**
 * A measure under each name that it has had: bare up to ADOT 0.34 (and later with `add_metric_suffixes: false`), with its
 * unit from 0.35 on. Where the unit is MiB, versions before 0.49 said Megabytes. The measured version is 0.49; the others
 * are from the receiver's and the exporter's history.
 */
function generations(prefix: string, measure: Measure, labels: readonly string[]): Metric[] {
  const { suffix, type, unit, bundled } = measure;
  const base = `${prefix}_${measure.name}`;
  const common = {
    type,
    unit,
    labels,
    source,
    meaning: `${prefix === 'ecs_task' ? 'Task' : 'Container'}: ${measure.meaning}`,
    configuration:
      bundled === true && prefix === 'ecs_task' ? ('bundled' as const) : ('unfiltered' as const),
  };
  const bare: Metric = { ...common, name: base, until: '0.34' };
  const suffixed: Metric = { ...common, name: `${base}_${suffix}`, since: '0.35' };
  return suffix === 'MiB'
    ? [
        bare,
        { ...common, name: `${base}_Megabytes`, since: '0.35', until: '0.48' },
        { ...suffixed, since: '0.49' },
      ]
    : [bare, suffixed];
}

const duration: Measure = {
  name: 'duration',
  suffix: 'Seconds',
  type: gauge,
  unit: 's',
  meaning:
    'How long it ran; stored only while a container of the task is stopped, with its exit code as a label.',
};

/** What ECS says of the task and, without the bundled filter, of its containers; every 20 s, not batched. */
export const ecsMetrics: readonly Metric[] = [
  ...[...measures, ...ephemeralStorage].flatMap((m) => generations('ecs_task', m, ecsTaskLabels)),
  ...measures.flatMap((m) => generations('container', m, ecsContainerLabels)),
  ...generations('container', duration, ecsContainerLabels).map((metric): Metric => ({
    ...metric,
    configuration: 'bundled',
  })),
];
