import { dateTimeFormat } from '@grafana/data';
import {
  TooltipPlugin2,
  VizTooltipContent,
  VizTooltipHeader,
  VizTooltipWrapper,
  type UPlotConfigBuilder,
} from '@grafana/ui';
import type { ReactNode } from 'react';
import type { PanelProps } from '../panel-props.ts';
import type { Cells } from './grid.ts';
import type { HeatmapOptions } from './options.ts';

interface Props {
  readonly config: UPlotConfigBuilder;
  readonly cells: Cells;
  readonly options: HeatmapOptions;
  readonly panel: PanelProps;
  /** Texts of the bounds. */
  readonly names: readonly string[];
  readonly format: (count: number) => string;
}

/** Bucket, time and count of the cell under the cursor. */
export function HeatmapTooltip({ config, cells, options, panel, names, format }: Props) {
  return (
    <TooltipPlugin2
      config={config}
      hoverMode={1}
      syncMode={panel.page.sync}
      syncScope="dashboard"
      queryZoom={({ from, to }: { from: number; to: number }) => panel.page.zoom(from, to)}
      render={(plot, _indexes, _series, isPinned, _dismiss, range, viaSync): ReactNode => {
        if (range !== null || viaSync || options.tooltip.mode === 'none') return null;
        const time = plot.posToVal(plot.cursor.left ?? -1, 'x');
        const value = plot.posToVal(plot.cursor.top ?? -1, 'y');
        const column = cells.columns.findIndex(
          (start) => time >= start && time < start + cells.xSize,
        );
        const row = cells.bounds.findIndex(
          (bound, i) => value >= bound && value < (cells.bounds[i + 1] ?? -Infinity),
        );
        const count = cells.counts[column]?.[row];
        if (count === null || count === undefined) return null;
        const start = cells.columns[column] ?? 0;
        const text = (ms: number): string => dateTimeFormat(ms, { timeZone: panel.timeZone });
        return (
          <VizTooltipWrapper>
            <VizTooltipHeader
              item={{ label: '', value: `${text(start)} — ${text(start + cells.xSize)}` }}
              isPinned={isPinned}
            />
            <VizTooltipContent
              items={[
                { label: 'Bucket', value: `${names[row] ?? ''} – ${names[row + 1] ?? ''}` },
                { label: 'Count', value: format(count) },
              ]}
              isPinned={isPinned}
            />
          </VizTooltipWrapper>
        );
      }}
    />
  );
}
