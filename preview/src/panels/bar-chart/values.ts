import type { GrafanaTheme2 } from '@grafana/data';
import { calculateFontSize } from '@grafana/ui';
import { VisibilityMode } from '@grafana/schema';
import type uPlot from 'uplot';
import type { Drawn } from './bar.ts';
import type { BarChartOptions } from './options.ts';

const LARGEST = 30;
const SMALLEST = 8;

/** One size for all values: the largest with which each fits beyond the end of its bar. */
export function drawTexts(
  plot: uPlot,
  drawn: readonly Drawn[],
  options: BarChartOptions,
  horizontal: boolean,
  theme: GrafanaTheme2,
): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  let size = options.text?.valueSize;
  if (size === undefined) {
    size = LARGEST;
    for (const bar of drawn) {
      const space = horizontal
        ? { w: bar.negative ? bar.x - bbox.left : bbox.left + bbox.width - bar.x - bar.w, h: bar.h }
        : { w: bar.w, h: bar.negative ? bbox.top + bbox.height - bar.y - bar.h : bar.y - bbox.top };
      size = Math.min(
        size,
        calculateFontSize(
          bar.text,
          Math.max(0, space.w / ratio - 4),
          Math.max(0, space.h / ratio),
          1,
        ),
      );
    }
    if (size < SMALLEST && options.showValue !== VisibilityMode.Always) return;
  }
  if (size < 1) return;
  ctx.font = `${Math.round(size * ratio)}px ${theme.typography.fontFamily}`;
  ctx.fillStyle = theme.colors.text.primary;
  const gap = 4 * ratio;
  for (const bar of drawn) {
    if (horizontal) {
      ctx.textAlign = bar.negative ? 'right' : 'left';
      ctx.textBaseline = 'middle';
      ctx.fillText(bar.text, bar.negative ? bar.x - gap : bar.x + bar.w + gap, bar.y + bar.h / 2);
    } else {
      ctx.textAlign = 'center';
      ctx.textBaseline = bar.negative ? 'top' : 'bottom';
      ctx.fillText(bar.text, bar.x + bar.w / 2, bar.negative ? bar.y + bar.h + gap : bar.y - gap);
    }
  }
}
