import {
  FieldType,
  formattedValueToString,
  histogramBucketSizes,
  incrRoundDn,
  incrRoundUp,
  roundDecimals,
  type DataFrame,
  type GrafanaTheme2,
} from '@grafana/data';
import { measureText, UPLOT_AXIS_FONT_SIZE, type UPlotConfigBuilder } from '@grafana/ui';
import { AxisPlacement, ScaleDirection, ScaleDistribution, ScaleOrientation } from '@grafana/schema';
import uPlot from 'uplot';

/** Pixels between two texts on the axis, at least. */
const SPACING = 10;

/** The axis of the buckets' bounds: named buckets stand side by side, growing ones (1, 2, 4 …) on a logarithmic scale. */
export function addBoundsAxis(
  config: UPlotConfigBuilder,
  frame: DataFrame,
  theme: GrafanaTheme2,
): void {
  const [low, high] = frame.fields;
  const { min, max } = frame.fields[2]?.config ?? {};
  const named = low?.type === FieldType.string;
  const sizeOf = (i: number): number =>
    named ? 1 : roundDecimals((high?.values[i] as number) - (low?.values[i] as number), 9);
  const size = sizeOf(0);
  const growing = sizeOf(1) !== size;
  const distribution = named
    ? ScaleDistribution.Ordinal
    : growing
      ? ScaleDistribution.Log
      : ScaleDistribution.Linear;
  const evenRange = (plot: uPlot, dataMin: number, dataMax: number): uPlot.Range.MinMax => {
    const first = min ?? dataMin;
    const last = max ?? dataMax;
    const isWhole = !named && last === plot.data[0].at(-1);
    return [incrRoundUp(first, size), isWhole ? last + size : incrRoundDn(last, size)];
  };
  const growingRange = (_: uPlot, dataMin: number, dataMax: number): uPlot.Range.MinMax =>
    uPlot.rangeLog(dataMin, dataMax * (sizeOf(1) / size), 2, true);
  config.addScale({
    scaleKey: 'x',
    isTime: false,
    distribution,
    log: 2,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: growing ? growingRange : evenRange,
  });
  const text = (v: unknown): string =>
    low?.display ? formattedValueToString(low.display(v)) : String(v);
  const own = !growing && !named;
  config.addAxis({
    scaleKey: 'x',
    isTime: false,
    placement: AxisPlacement.Bottom,
    ...(named && { incrs: [1] }),
    ...(own && {
      incrs: histogramBucketSizes,
      splits: (plot: uPlot, axis: number) => evenSplits(plot, axis, size, min, max),
    }),
    values: named ? (_, splits) => splits : (plot, splits) => thinned(plot, splits.map(text)),
    theme,
  });
}

/** A line at each bound, or at every so many where they would be too close. */
function evenSplits(
  plot: uPlot,
  axis: number,
  size: number,
  min: number | null | undefined,
  max: number | null | undefined,
): number[] {
  const bounds = plot.data[0];
  const start = bounds[0] ?? 0;
  const space = (plot.axes[axis] as { _space?: number } | undefined)?._space ?? 0;
  const width = plot.valToPos(start + size, 'x') - plot.valToPos(start, 'x');
  const every = Math.ceil(space / width);
  const last = incrRoundUp(max ?? (bounds.at(-1) ?? 0) + size, size);
  const splits: number[] = [];
  let at = incrRoundDn(min ?? start, size);
  for (let i = 0; at <= last; i += 1, at += size) if (i % every === 0) splits.push(at);
  return splits;
}

/** Every so manieth text, such that they do not touch. */
function thinned(plot: uPlot, texts: readonly string[]): (string | null)[] {
  const widest = Math.max(0, ...texts.map((t) => measureText(t, UPLOT_AXIS_FONT_SIZE).width));
  const most = plot.bbox.width / ((widest + SPACING) * devicePixelRatio);
  const every = Math.ceil(texts.length / most);
  return texts.map((text, i) => (i % every === 0 ? text : null));
}
