import { formattedValueToString, getValueFormat } from '@grafana/data';
import type { Cells } from './grid.ts';
import type { HeatmapOptions } from './options.ts';

/** A count as it stands in cells, the colour scale and the tooltip. */
export function countFormat({ cellValues }: HeatmapOptions): (count: number) => string {
  const format = getValueFormat(cellValues.unit ?? 'none');
  return (v) => formattedValueToString(format(v, cellValues.decimals ?? undefined));
}

/** The bounds of the rows as texts, from the lowest up. */
export function boundTexts(cells: Cells, options: HeatmapOptions): string[] {
  const format = getValueFormat(options.yAxis.unit ?? cells.unit ?? 'short');
  const text = (v: number): string =>
    formattedValueToString(format(v, options.yAxis.decimals ?? undefined));
  if (!cells.names) return cells.bounds.map(text);
  return cells.names.map((name) =>
    name === '' || name === '+Inf' || Number.isNaN(Number(name)) ? name : text(Number(name)),
  );
}
