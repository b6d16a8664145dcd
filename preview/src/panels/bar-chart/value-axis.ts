import { formattedValueToString, getDisplayProcessor, type Field, type GrafanaTheme2 } from '@grafana/data';
import { buildScaleKey, type UPlotConfigBuilder } from '@grafana/ui';
import {
  AxisPlacement,
  GraphThresholdsStyleMode,
  ScaleDirection,
  ScaleOrientation,
  StackingMode,
  type ScaleDistribution,
} from '@grafana/schema';
import type { BarChartOptions } from './options.ts';

/** The scale, axis and thresholds of a series' values. */
export function addValueAxis(
  config: UPlotConfigBuilder,
  field: Field,
  options: BarChartOptions,
  horizontal: boolean,
  theme: GrafanaTheme2,
): void {
  const custom = (field.config.custom ?? {}) as Record<string, unknown>;
  const scaleKey = buildScaleKey(field.config, field.type);
  const percent = options.stacking === StackingMode.Percent;
  const scale = custom['scaleDistribution'] as
    { type?: ScaleDistribution; log?: number; linearThreshold?: number } | undefined;
  config.addScale({
    scaleKey,
    min: field.config.min ?? null,
    max: field.config.max ?? null,
    softMin: (custom['axisSoftMin'] as number | undefined) ?? 0,
    softMax: (custom['axisSoftMax'] as number | undefined) ?? null,
    centeredZero: custom['axisCenteredZero'] as boolean,
    orientation: horizontal ? ScaleOrientation.Horizontal : ScaleOrientation.Vertical,
    direction: horizontal ? ScaleDirection.Right : ScaleDirection.Up,
    ...(scale?.type && { distribution: scale.type }),
    ...(scale?.log && { log: scale.log }),
    ...(scale?.linearThreshold && { linearThreshold: scale.linearThreshold }),
    decimals: field.config.decimals,
  } as never);
  const placement = (custom['axisPlacement'] as AxisPlacement | undefined) ?? AxisPlacement.Auto;
  config.addAxis({
    scaleKey,
    isTime: false,
    label: custom['axisLabel'] as string,
    size: custom['axisWidth'] as number,
    placement: horizontal
      ? placement === AxisPlacement.Hidden
        ? placement
        : AxisPlacement.Bottom
      : placement,
    formatValue: (v: number, decimals?: number | null) =>
      percent
        ? String(Number(v.toFixed(decimals ?? 2)))
        : formattedValueToString(
            (field.display ?? getDisplayProcessor({ field, theme }))(
              v,
              field.config.decimals ?? decimals ?? undefined,
            ),
          ),
    theme,
    grid: { show: custom['axisGridShow'] as boolean | undefined },
  } as never);
  config.addSeries({
    scaleKey,
    theme,
    pathBuilder: () => null,
    pointsBuilder: () => undefined,
  } as never);
  const style = custom['thresholdsStyle'] as { mode: GraphThresholdsStyleMode } | undefined;
  if (style && style.mode !== GraphThresholdsStyleMode.Off && field.config.thresholds)
    config.addThresholds({
      config: style,
      thresholds: field.config.thresholds,
      scaleKey,
      theme,
      hardMin: field.config.min,
      hardMax: field.config.max,
      softMin: 0,
      softMax: custom['axisSoftMax'],
    } as never);
}
