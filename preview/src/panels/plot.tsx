import type { DataFrame } from '@grafana/data';
import { UPlotChart, type UPlotConfigBuilder } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';
import type uPlot from 'uplot';
import { noteAxes } from './axis-notes.ts';

interface PlotProps {
  /** Made anew whenever this changes. */
  readonly deps: readonly unknown[];
  readonly configure: () => UPlotConfigBuilder;
  readonly frame: DataFrame;
  readonly width: number;
  readonly height: number;
  readonly children?: (config: UPlotConfigBuilder) => ReactNode;
}

/** A uPlot chart of this page's own: axes by @grafana/ui, the drawing by hooks that `configure` adds. */
export function Plot({ deps, configure, frame, width, height, children }: PlotProps) {
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller names what the configuration depends on
  const config = useMemo(() => {
    const made = configure();
    noteAxes(made);
    return made;
  }, deps);
  const data = useMemo(
    () => frame.fields.map((f) => f.values) as unknown[] as uPlot.AlignedData,
    [frame],
  );
  if (width <= 0 || height <= 0) return null;
  return (
    <UPlotChart config={config} data={data} width={width} height={height}>
      {children?.(config)}
    </UPlotChart>
  );
}

/** Draws inside the plot's area only, and leaves the context as it was. */
export function clipped(plot: uPlot, draw: (ctx: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx);
  ctx.restore();
}
