import type { GrafanaTheme2 } from '@grafana/data';
import { getTextColorForBackground } from '@grafana/ui';
import type uPlot from 'uplot';
import { clipped } from '../plot.tsx';
import type { Cells } from './grid.ts';
import type { HeatmapOptions } from './options.ts';
import type { Shades } from './shades.ts';
import { countFormat } from './texts.ts';

interface Tile {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

/** Hook of uPlot: the cells, and their counts where they are wanted. */
export function drawCells(
  plot: uPlot,
  cells: Cells,
  shades: Shades,
  options: HeatmapOptions,
  theme: GrafanaTheme2,
): void {
  const radius = options.cellRadius * devicePixelRatio;
  // Grafana never writes counts into buckets that the data source made, whatever the option says.
  const written = !cells.names && options.showValue === 'always';
  const format = countFormat(options);
  clipped(plot, (ctx) => {
    ctx.font = `${12 * devicePixelRatio}px ${theme.typography.fontFamily}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const [color, tiles] of tilesByColor(plot, cells, shades, options.cellGap)) {
      // One path a colour: cells thinner than a pixel add up to the full colour instead of fading.
      const path = new Path2D();
      for (const { left, top, width, height } of tiles) {
        if (radius > 0)
          path.roundRect(left, top, width, height, Math.min(radius, width / 2, height / 2));
        else path.rect(left, top, width, height);
      }
      ctx.fillStyle = color;
      ctx.fill(path);
      if (!written) continue;
      ctx.fillStyle = getTextColorForBackground(color);
      for (const { left, top, width, height, count } of tiles)
        ctx.fillText(format(count), left + width / 2, top + height / 2);
    }
  });
}

/** Low counts first: where cells are thinner than a pixel the highest stays visible. */
function tilesByColor(
  plot: uPlot,
  cells: Cells,
  shades: Shades,
  cellGap: number,
): [string, Tile[]][] {
  const gap = cellGap * devicePixelRatio;
  const tiles = new Map<string, Tile[]>(shades.colors.map((color) => [color, []]));
  const edges = cells.bounds.map((b) => plot.valToPos(b, 'y', true));
  cells.counts.forEach((rows, column) => {
    const start = cells.columns[column] ?? 0;
    const [from, to] = [start, start + cells.xSize].map((t) => plot.valToPos(t, 'x', true)) as [
      number,
      number,
    ];
    const width = Math.max(1, to - from - gap);
    // Buckets of a data source are named by the end of their time, others by its start.
    const left = cells.names ? to - width : from;
    rows.forEach((count, row) => {
      const color = shades.of(count);
      if (color === undefined || count === null) return;
      const [a = 0, b = 0] = [edges[row], edges[row + 1]];
      const height = Math.max(1, Math.abs(b - a) - gap);
      const top =
        cells.namedBy === 'centre'
          ? (a + b - height) / 2
          : cells.namedBy === 'upper'
            ? anchored(b, a, height)
            : anchored(a, b, height);
      tiles.get(color)?.push({ left, top, width, height, count });
    });
  });
  return [...tiles];
}

/** Top of a tile that touches the edge `at` and leaves its gap at the edge `other`. */
const anchored = (at: number, other: number, height: number): number =>
  at < other ? at : at - height;
