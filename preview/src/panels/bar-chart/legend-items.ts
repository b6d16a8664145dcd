import { formattedValueToString, getFieldDisplayName, getFieldSeriesColor, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import type { VizLegendItem } from '@grafana/ui';
import { AxisPlacement } from '@grafana/schema';
import { calcValues } from '../calc-values.ts';
import type { Chart } from './chart.ts';

/** The ranges of the thresholds where they colour the bars, else the series. */
export function legendItems(
  { series, frame, colorBy }: Chart,
  theme: GrafanaTheme2,
  calcs: readonly string[],
): VizLegendItem[] {
  const first = colorBy ?? series[0];
  const steps = first?.config.thresholds?.steps ?? [];
  if (first?.config.color?.mode === 'thresholds' && steps.length > 1) {
    const format = getValueFormat(first.config.unit ?? '');
    return steps.map((step, i) => ({
      label:
        step.value === -Infinity
          ? `< ${formattedValueToString(format(steps[i + 1]?.value ?? 0, first.config.decimals ?? undefined))}`
          : `${formattedValueToString(format(step.value, first.config.decimals ?? undefined))}+`,
      color: theme.visualization.getColorByName(step.color),
      yAxis: 1,
    }));
  }
  if (first?.config.color?.mode?.startsWith('continuous')) return [];
  return series
    .filter((f) => !f.config.custom?.hideFrom?.legend)
    .map((f) => ({
      label: getFieldDisplayName(f, frame, [frame]),
      color: getFieldSeriesColor(f, theme).color,
      yAxis: f.config.custom?.axisPlacement === AxisPlacement.Right ? 2 : 1,
      getDisplayValues: () => calcValues(f, calcs, theme),
    }));
}
