import type { Family } from '../scripts/lib/prometheus/openmetrics.ts';
import { findMetric } from './metrics.ts';

/** The OpenMetrics family of a metric of the catalogue. */
export function familyOf(name: string): Family {
  switch (findMetric(name)?.type) {
    case 'counter':
      return name.endsWith('_total')
        ? { name: name.slice(0, -'_total'.length), type: 'counter' }
        : { name, type: 'unknown' };
    case 'histogram_bucket':
    case 'histogram_count':
    case 'histogram_sum':
      return { name: name.replace(/_(bucket|count|sum)$/, ''), type: 'histogram' };
    case 'info':
      return name.endsWith('_info')
        ? { name: name.slice(0, -'_info'.length), type: 'info' }
        : { name, type: 'gauge' };
    case 'gauge':
      return { name, type: 'gauge' };
    default:
      return { name, type: 'unknown' };
  }
}
