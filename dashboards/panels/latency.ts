import { heatmap, legend, logarithmic, row, timeSeries } from '../house/panels.ts';
import { rising } from '../house/thresholds.ts';
import type { View } from '../house/view.ts';
import { REQUEST_DURATION } from './links.ts';

export const latencyRow = () => row('Latency', { id: 40 });

export const durationHeatmap = ({ buckets, routes }: View) =>
  heatmap('Request duration', { id: REQUEST_DURATION })
    .description(
      'How many requests took how long. A second band far above the first is a part of the users waiting for something: two bands at 30 s and 60 s are MongoDB time-outs.',
    )
    .unit('s')
    .withTarget(buckets(routes.durationBuckets));

export const latencyByMethod = ({ metrics, routes }: View) =>
  timeSeries('Latency p95 by method', { id: 42 })
    .description(
      'GET reads the list, POST writes to it. POST slow and GET not: inserts wait. The scale is logarithmic.',
    )
    .height(9)
    .unit('s')
    .scaleDistribution(logarithmic())
    .thresholds(rising({ warning: 0.25, critical: 1 }))
    .legend(legend('mean', 'max'))
    .withTarget(metrics(routes.quantileByMethod(0.95), '{{method}}'));
