import type { DataTransformerInfo } from '@grafana/data';
import { configFromData } from './config-from-data.ts';
import { extractFields } from './extract-fields.ts';
import { joinByLabels } from './join-by-labels.ts';
import { partitionByValues } from './partition-by-values.ts';
import { prepareTimeSeries } from './prepare-time-series.ts';
import { regression } from './regression.ts';
import { rowsToFields } from './rows-to-fields.ts';
import { timeSeriesTable } from './time-series-table.ts';

/** Transformations that Grafana's application adds to those of @grafana/data. */
export const moreTransformers: DataTransformerInfo[] = [
  rowsToFields,
  extractFields,
  prepareTimeSeries,
  partitionByValues,
  timeSeriesTable,
  configFromData,
  joinByLabels,
  regression,
];
