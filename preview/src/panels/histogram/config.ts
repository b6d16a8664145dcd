import { formattedValueToString, roundDecimals, type DataFrame, type Field, type GrafanaTheme2 } from '@grafana/data';
import { measureText, UPLOT_AXIS_FONT_SIZE, UPlotConfigBuilder } from '@grafana/ui';
import {
  AxisPlacement,
  ScaleDirection,
  ScaleDistribution,
  ScaleOrientation,
  StackingMode,
} from '@grafana/schema';
import type uPlot from 'uplot';
import { drawBars } from './draw.ts';

/** Pixels between the lines of the x axis, at least. */
const TICK_SPACE = 40;

/** Axes, scales and hooks of the chart. */
export function configure(frame: DataFrame, theme: GrafanaTheme2): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder();
  const [low, high] = frame.fields as [Field, Field];
  const counts = frame.fields.slice(2);
  const size =
    ((high.values[0] as number | undefined) ?? 1) - ((low.values[0] as number | undefined) ?? 0);
  const second =
    ((high.values[1] as number | undefined) ?? 0) - ((low.values[1] as number | undefined) ?? 0);
  // Buckets that grow (1, 2, 4 …) are drawn with equal width on a logarithmic axis.
  const growing =
    frame.length > 2 &&
    Math.abs(second - size) > 1e-9 * Math.max(1, Math.abs(second)) &&
    (low.values[0] as number) > 0;
  const first = low.values[0] as number;
  const last = high.values.at(-1) as number;
  config.addScale({
    scaleKey: 'x',
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    ...(growing && { distribution: ScaleDistribution.Log, log: 2 }),
    range: () => [low.config.min ?? first, high.config.max ?? last],
  });
  config.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    softMin: 0,
  });
  const format = (v: number): string =>
    formattedValueToString((low.display ?? ((x: number) => ({ text: String(x), numeric: x })))(v));
  config.addAxis({
    scaleKey: 'x',
    isTime: false,
    placement: AxisPlacement.Bottom,
    theme,
    grid: { show: true },
    ...(growing
      ? { splits: () => [...(low.values as number[]), last] }
      : {
          incrs: Array.from({ length: 64 }, (_, i) => size * (i + 1)),
          splits: (plot: uPlot, _axis: number, min: number, max: number) => {
            const count = Math.round((max - min) / size);
            const pixels = plot.bbox.width / devicePixelRatio / Math.max(1, count);
            const skip = Math.max(1, Math.ceil(TICK_SPACE / Math.max(1e-9, pixels)));
            return Array.from({ length: count + 1 }, (_, i) => min + i * size).filter(
              (_, i) => i % skip === 0,
            );
          },
        }),
    values: (plot: uPlot, splits: number[]) => {
      const texts = splits.map((v) => format(roundDecimals(v, 9)));
      const widest =
        Math.max(0, ...texts.map((text) => measureText(text, UPLOT_AXIS_FONT_SIZE).width)) + 10;
      const keep = Math.max(
        1,
        Math.ceil((texts.length * widest) / (plot.bbox.width / devicePixelRatio)),
      );
      return texts.map((text, i) => (i % keep === 0 ? text : null));
    },
  });
  const percent = counts[0]?.config.custom?.stacking?.mode === StackingMode.Percent;
  config.addAxis({
    scaleKey: 'y',
    isTime: false,
    placement: AxisPlacement.Left,
    theme,
    formatValue: (v: number, decimals) =>
      percent
        ? String(Number(v.toFixed(decimals ?? 2)))
        : formattedValueToString(
            counts[0]?.display
              ? counts[0].display(v, decimals ?? undefined)
              : { text: String(v), numeric: v },
          ),
  });
  for (const field of counts) {
    config.addSeries({
      scaleKey: 'y',
      theme,
      pathBuilder: () => null,
      pointsBuilder: () => undefined as never,
      show: !field.config.custom?.hideFrom?.viz,
    } as never);
  }
  config.addHook('draw', (plot: uPlot) => drawBars(plot, low, high, counts, theme));
  config.setCursor({
    points: { show: false },
    drag: { x: false, y: false, setScale: false },
    focus: { prox: 1e6 },
  });
  return config;
}
