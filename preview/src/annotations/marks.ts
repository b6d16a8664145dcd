import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';
import type { Annotation } from '../model/annotation.ts';

const LINE = 2;
const DASH = [5, 5];
const REGION_ALPHA = 0.1;
const MARK_HEIGHT = 5;
const TRIANGLE = 5;

/** Draws annotations over a time panel: dashed lines, shaded regions, and their marks on the time axis. `read` is asked at each drawing; `shaded` colours the inside of regions. */
export function addAnnotations(
  config: UPlotConfigBuilder,
  read: () => readonly Annotation[],
  theme: GrafanaTheme2,
  shaded = true,
): void {
  config.addHook('draw', (plot: uPlot) => {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    const bottom = bbox.top + bbox.height;
    for (const annotation of read()) {
      const color = theme.visualization.getColorByName(annotation.color);
      const from = plot.valToPos(annotation.time, 'x', true);
      const to = annotation.isRegion ? plot.valToPos(annotation.timeEnd, 'x', true) : from;
      if (to < bbox.left || from > bbox.left + bbox.width) continue;
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height + 20 * ratio);
      ctx.clip();
      line(ctx, from, bbox.top, bottom, color, ratio);
      if (annotation.isRegion) {
        line(ctx, to, bbox.top, bottom, color, ratio);
        ctx.fillStyle = colorManipulator.alpha(color, REGION_ALPHA);
        if (shaded) ctx.fillRect(from, bbox.top, to - from, bbox.height);
        ctx.fillStyle = color;
        ctx.fillRect(from, bottom, to - from, MARK_HEIGHT * ratio);
      } else {
        ctx.beginPath();
        ctx.moveTo(from, bottom);
        ctx.lineTo(from - TRIANGLE * ratio, bottom + TRIANGLE * ratio);
        ctx.lineTo(from + TRIANGLE * ratio, bottom + TRIANGLE * ratio);
        ctx.fillStyle = color;
        ctx.fill();
      }
      ctx.restore();
    }
  });
}

function line(
  ctx: CanvasRenderingContext2D,
  x: number,
  top: number,
  bottom: number,
  color: string,
  ratio: number,
): void {
  ctx.beginPath();
  ctx.setLineDash(DASH.map((d) => d * ratio));
  ctx.lineWidth = LINE * ratio;
  ctx.strokeStyle = color;
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
  ctx.stroke();
}
