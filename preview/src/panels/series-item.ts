import { getFieldSeriesColor, type Field, type GrafanaTheme2 } from '@grafana/data';
import type { VizLegendItem } from '@grafana/ui';
import { AxisPlacement } from '@grafana/schema';
import { calcValues } from './calc-values.ts';

/** A series in a legend, with the figures that were asked for. */
export const seriesItem = (
  field: Field,
  calcs: readonly string[],
  theme: GrafanaTheme2,
): VizLegendItem => ({
  label: field.state?.displayName ?? field.name,
  color: getFieldSeriesColor(field, theme).color,
  yAxis: field.config.custom?.axisPlacement === AxisPlacement.Right ? 2 : 1,
  getDisplayValues: () => calcValues(field, calcs, theme),
});
