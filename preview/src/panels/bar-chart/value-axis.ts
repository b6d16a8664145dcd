import {
  formattedValueToString,
  getDisplayProcessor,
  getFieldColorModeForField,
  getFieldSeriesColor,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';
import { FIXED_UNIT, type UPlotConfigBuilder } from '@grafana/ui';
import {
  AxisColorMode,
  AxisPlacement,
  GraphThresholdsStyleMode,
  ScaleDirection,
  ScaleOrientation,
  type AxisConfig,
  type GraphGradientMode,
  type GraphThresholdsStyleConfig,
} from '@grafana/schema';
import type uPlot from 'uplot';
import { spacingFilter } from './category-axis.ts';
import type { BarChartOptions } from './options.ts';

type Custom = AxisConfig & {
  readonly lineWidth?: number;
  readonly fillOpacity?: number;
  readonly gradientMode?: GraphGradientMode;
  readonly thresholdsStyle?: GraphThresholdsStyleConfig;
};

/** A series with the scale, axis and thresholds of its values. */
export function addSeries(
  config: UPlotConfigBuilder,
  field: Field,
  pathBuilder: uPlot.Series.PathBuilder,
  options: BarChartOptions,
  horizontal: boolean,
  theme: GrafanaTheme2,
): void {
  const custom = (field.config.custom ?? {}) as Custom;
  const { min, max, thresholds, decimals } = field.config;
  const scaleKey = field.config.unit || FIXED_UNIT;
  const color = getFieldSeriesColor(field, theme).color;
  const limits = {
    hardMin: min ?? null,
    hardMax: max ?? null,
    softMin: custom.axisSoftMin ?? null,
    softMax: custom.axisSoftMax ?? null,
  };
  const style = custom.thresholdsStyle;
  if (style && style.mode !== GraphThresholdsStyleMode.Off && thresholds)
    config.addThresholds({ config: style, thresholds, scaleKey, theme, ...limits } as never);
  config.addSeries({
    scaleKey,
    pxAlign: true,
    lineWidth: custom.lineWidth ?? 1,
    lineColor: color,
    fillOpacity: custom.fillOpacity ?? 80,
    theme,
    colorMode: getFieldColorModeForField(field),
    pathBuilder,
    ...(custom.gradientMode && { gradientMode: custom.gradientMode }),
    ...(thresholds && { thresholds }),
    ...limits,
  });
  const scale = custom.scaleDistribution;
  // Bars stand on zero unless the panel says where the axis begins.
  const softEnd = (own: number | null | undefined, hard: number | null | undefined) =>
    own ?? ((hard ?? null) === null ? 0 : null);
  config.addScale({
    scaleKey,
    min: limits.hardMin,
    max: limits.hardMax,
    softMin: softEnd(custom.axisSoftMin, min),
    softMax: softEnd(custom.axisSoftMax, max),
    centeredZero: custom.axisCenteredZero ?? false,
    orientation: horizontal ? ScaleOrientation.Horizontal : ScaleOrientation.Vertical,
    direction: horizontal ? ScaleDirection.Right : ScaleDirection.Up,
    ...(scale && { distribution: scale.type }),
    ...(scale?.log && { log: scale.log }),
    decimals: decimals ?? null,
  });
  if (custom.axisPlacement === AxisPlacement.Hidden) return;
  const right = custom.axisPlacement === AxisPlacement.Right;
  const filter = horizontal ? spacingFilter(options.xTickLabelSpacing) : undefined;
  const display = field.display ?? getDisplayProcessor({ field, theme });
  config.addAxis({
    scaleKey,
    label: custom.axisLabel ?? '',
    size: custom.axisWidth ?? null,
    placement: horizontal
      ? right
        ? AxisPlacement.Top
        : AxisPlacement.Bottom
      : right
        ? AxisPlacement.Right
        : AxisPlacement.Left,
    formatValue: (v: number, d) => formattedValueToString(display(v, d)),
    ...(filter && { filter }),
    tickLabelRotation: horizontal ? -options.xTickLabelRotation : 0,
    theme,
    grid: { ...(custom.axisGridShow !== undefined && { show: custom.axisGridShow }) },
    decimals: decimals ?? null,
    ...(custom.axisBorderShow && { border: { show: true } }),
    ...(custom.axisColorMode === AxisColorMode.Series && { color }),
  });
}
