import type { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** Leaves on the chart's element what its axes say, for those who cannot read a canvas: `data-axes`, a line an axis. */
export function noteAxes(config: UPlotConfigBuilder): void {
  config.addHook('draw', (plot: uPlot) => {
    plot.root.setAttribute('data-axes', plot.axes.flatMap((axis) => noteOf(plot, axis)).join('\n'));
  });
}

/** `left 0 to 3.5: 0 req/s, 1 req/s`: the scale's limits, then the texts at its lines. */
function noteOf(plot: uPlot, axis: uPlot.Axis & { readonly _values?: unknown[] | null }): string[] {
  const texts = (axis._values ?? []).filter((v) => v !== null && v !== undefined && v !== '');
  if (axis.show === false || texts.length === 0) return [];
  const scale = plot.scales[axis.scale ?? 'x'];
  const limits = scale?.time
    ? ''
    : ` ${[scale?.min, scale?.max].map((v) => Number((v ?? NaN).toPrecision(6))).join(' to ')}`;
  return [`${SIDES[axis.side ?? 2]}${limits}: ${texts.join(', ')}`];
}
