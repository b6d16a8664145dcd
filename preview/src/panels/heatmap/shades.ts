import type { GrafanaTheme2 } from '@grafana/data';
import type { Cells } from './grid.ts';
import { palette } from './colors.ts';
import type { HeatmapOptions } from './options.ts';

/** Which colour a count has, and from which to which count the colours go. */
export interface Shades {
  readonly colors: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly of: (count: number | null | undefined) => string | undefined;
}

/** The colours for the counts that are not filtered away. */
export function shading(cells: Cells, options: HeatmapOptions, theme: GrafanaTheme2): Shades {
  const { le, ge } = options.filterValues;
  const hidden = (v: number): boolean =>
    (le !== undefined && le !== null && v <= le) || (ge !== undefined && ge !== null && v >= ge);
  let low = Infinity;
  let high = -Infinity;
  for (const column of cells.counts) {
    for (const v of column) {
      if (v === null || Number.isNaN(v) || hidden(v)) continue;
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
  }
  const min = options.color.min ?? (Number.isFinite(low) ? low : 0);
  const max = options.color.max ?? (Number.isFinite(high) ? high : 0);
  const colors = palette(options.color, theme);
  const span = max - min || 1;
  return {
    colors,
    min,
    max,
    of: (count) => {
      if (count === null || count === undefined || Number.isNaN(count) || hidden(count))
        return undefined;
      const index = Math.floor((colors.length * (count - min)) / span);
      return colors[Math.min(colors.length - 1, Math.max(0, index))];
    },
  };
}
