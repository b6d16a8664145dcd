import {
  formattedValueToString,
  getFieldColorModeForField,
  getFieldSeriesColor,
  type DataFrame,
  type GrafanaTheme2,
} from '@grafana/data';
import { UPlotConfigBuilder } from '@grafana/ui';
import {
  AxisPlacement,
  ScaleDirection,
  ScaleDistribution,
  ScaleOrientation,
  type GraphGradientMode,
} from '@grafana/schema';
import uPlot from 'uplot';
import type { StackGroup } from '../stacking.ts';
import { addBoundsAxis } from './bounds-axis.ts';

interface Custom {
  readonly lineWidth?: number;
  readonly fillOpacity?: number;
  readonly gradientMode?: GraphGradientMode;
  readonly hideFrom?: { readonly viz?: boolean };
}

/** Axes, scales and bars of the chart; each series has one colour, of its last bucket where colours go by value. */
export function configure(
  frame: DataFrame,
  groups: readonly StackGroup[],
  theme: GrafanaTheme2,
): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder();
  const counts = frame.fields.slice(2);
  addBoundsAxis(config, frame, theme);
  config.addScale({
    scaleKey: 'y',
    isTime: false,
    distribution: ScaleDistribution.Linear,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    softMin: 0,
  });
  const display = counts[0]?.display;
  config.addAxis({
    scaleKey: 'y',
    isTime: false,
    placement: AxisPlacement.Left,
    formatValue: (v: number, decimals) =>
      display ? formattedValueToString(display(v, decimals)) : String(v),
    theme,
  });
  config.setCursor({
    points: { show: false },
    drag: { x: false, y: false, setScale: false },
    dataIdx: (plot: uPlot, _: number, closest: number, x: number) =>
      x < (plot.data[0][closest] ?? 0) ? closest - 1 : closest,
    focus: { prox: 1e6 },
  });
  config.setStackingGroups([...groups]);
  const pathBuilder = uPlot.paths.bars!({ align: 1, size: [1, Infinity] });
  for (const field of counts) {
    const custom = (field.config.custom ?? {}) as Custom;
    const { thresholds, min, max } = field.config;
    config.addSeries({
      scaleKey: 'y',
      lineWidth: custom.lineWidth ?? 1,
      lineColor: getFieldSeriesColor(field, theme).color,
      fillOpacity: custom.fillOpacity ?? 80,
      theme,
      colorMode: getFieldColorModeForField(field),
      pathBuilder,
      show: !custom.hideFrom?.viz,
      ...(custom.gradientMode && { gradientMode: custom.gradientMode }),
      ...(thresholds && { thresholds }),
      hardMin: min ?? null,
      hardMax: max ?? null,
      ...(field.state?.origin && { dataFrameFieldIndex: field.state.origin }),
    });
  }
  return config;
}
