import { barGauge, legend, row, timeSeries } from '../house/panels.ts';
import { rising } from '../house/thresholds.ts';
import type { View } from '../house/view.ts';
import * as promql from '../queries/promql.ts';
import { APP_MEMORY, OPEN_FILES, TASK_CPU, taskLogs } from './links.ts';

const MiB = 1024 * 1024;

export const resources = () => row('Resources', { id: 70 });

export const taskCpu = ({ metrics }: View) =>
  timeSeries('Task CPU', { id: TASK_CPU })
    .description(
      'CPU used over CPU reserved, all containers of the task. Steadily above 80 %: requests queue; more tasks, or look for a loop.',
    )
    .unit('percentunit')
    .min(0)
    .span(8)
    .thresholds(rising({ warning: 0.8, critical: 0.95 }))
    .legend(legend('mean', 'max'))
    .dataLinks(taskLogs())
    .withTarget(metrics(promql.cpuUtilisation, '{{task}}'));

export const taskMemory = ({ metrics }: View) =>
  timeSeries('Task memory', { id: 72 })
    .description(
      'Memory used over memory reserved, all containers of the task. ECS kills the task at 100 %. A line that only rises is a leak.',
    )
    .unit('percentunit')
    .min(0)
    .span(8)
    .thresholds(rising({ warning: 0.8, critical: 0.95 }))
    .legend(legend('mean', 'max'))
    .dataLinks(taskLogs())
    .withTarget(metrics(promql.memoryUtilisation, '{{task}}'));

export const openFiles = ({ instant }: View) =>
  barGauge('Open files', { id: OPEN_FILES })
    .description(
      'Open file descriptors of the app over its limit. At 100 % it can accept no connection. It never comes near that unless connections leak.',
    )
    .unit('percentunit')
    .decimals(1)
    .min(0)
    .max(1)
    .thresholds(rising({ warning: 0.5, critical: 0.8 }))
    .withTarget(instant(promql.openFilesShare, '{{task}}'));

export const appCpu = ({ metrics }: View) =>
  timeSeries('App process CPU', { id: 74 })
    .description(
      "CPU seconds per second of the app's Python process; it cannot use more than one core.",
    )
    .unit('percentunit')
    .min(0)
    .span(8)
    .legend(legend('mean', 'max'))
    .withTarget(metrics(promql.processCpu, '{{task}}'));

export const appMemory = ({ metrics, appMemory: limit }: View) =>
  timeSeries('App process memory', { id: APP_MEMORY })
    .description(
      `Resident memory of the app's Python process. Usually flat, around 45 MiB; the kernel kills it at the ${limit} MiB of its container. A line that only rises is a leak: replace the task before it gets there.`,
    )
    .unit('bytes')
    .min(0)
    .span(8)
    .thresholds(rising({ warning: limit * MiB * 0.5, critical: limit * MiB * 0.8 }))
    .dataLinks(taskLogs())
    .legend(legend('mean', 'max'))
    .withTarget(metrics(promql.residentMemory, '{{task}}'));

export const network = ({ metrics }: View) =>
  timeSeries('Network', { id: 76 })
    .description('Bytes per second that each task received (above zero) and sent (below).')
    .unit('Bps')
    .span(8)
    .overrideByRegexp('/sent/', [{ id: 'custom.transform', value: 'negative-Y' }])
    .withTarget(metrics(promql.networkReceived, '{{task}} received'))
    .withTarget(metrics(promql.networkSent, '{{task}} sent'));
