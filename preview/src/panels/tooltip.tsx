import {
  dateTimeFormat,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  type DataFrame,
  type Field,
  type LinkModel,
} from '@grafana/data';
import {
  TooltipPlugin2,
  VizTooltipColorIndicator,
  VizTooltipContent,
  VizTooltipFooter,
  VizTooltipHeader,
  VizTooltipWrapper,
  type UPlotConfigBuilder,
} from '@grafana/ui';
import type { ReactNode } from 'react';
import type { PanelProps } from './panel-props.ts';

/** How a panel's tooltip is set: `mode` single, multi or none; `sort` none, asc or desc. */
export interface TooltipOptions {
  mode: string;
  sort: string;
  hideZeros?: boolean;
  maxHeight?: number;
  maxWidth?: number;
}
export const TOOLTIP_DEFAULTS: TooltipOptions = { mode: 'single', sort: 'none' };

interface TooltipProps {
  readonly config: UPlotConfigBuilder;
  /** One column a uPlot series, the first is x. */
  readonly frame: DataFrame;
  readonly options: TooltipOptions;
  readonly panel: PanelProps;
  /** Drag along x zooms the page. */
  readonly zoomable?: boolean;
  readonly header?: (index: number) => string;
}

interface Row {
  readonly label: string;
  readonly value: string;
  readonly color: string;
  readonly order: number;
  readonly active: boolean;
}

/** The tooltip of panels that @grafana/ui draws with uPlot; it follows the cursor of the other panels when the dashboard says so. */
export function SeriesTooltip({
  config,
  frame,
  options,
  panel,
  zoomable = true,
  header,
}: TooltipProps) {
  if (options.mode === 'none' && !zoomable) return null;
  const { page, timeZone } = panel;
  const multi = options.mode === 'multi';
  return (
    <TooltipPlugin2
      config={config}
      hoverMode={multi ? 1 : 0}
      syncMode={page.sync}
      syncScope="dashboard"
      {...(zoomable && {
        queryZoom: ({ from, to }: { from: number; to: number }) => page.zoom(from, to),
      })}
      render={(_plot, indexes, seriesIndex, isPinned, _dismiss, range): ReactNode => {
        if (range !== null || options.mode === 'none') return null;
        const x = frame.fields[0];
        const index = indexes[0] ?? indexes.find((i) => i !== null && i !== undefined);
        if (!x || index === null || index === undefined) return null;
        const rows = rowsAt(frame, indexes, seriesIndex, options);
        const title =
          header?.(index) ??
          (x.type === FieldType.time
            ? dateTimeFormat(x.values[index] as number, { timeZone })
            : formattedValueToString(x.display!(x.values[index])));
        const links =
          seriesIndex === null ? [] : linksAt(frame.fields[seriesIndex], indexes[seriesIndex]);
        return (
          <VizTooltipWrapper>
            <VizTooltipHeader item={{ label: '', value: title }} isPinned={isPinned} />
            <VizTooltipContent
              items={rows.map(({ label, value, color, active }) => ({
                label,
                value,
                color,
                isActive: active,
                colorIndicator: VizTooltipColorIndicator.series,
              }))}
              isPinned={isPinned}
              scrollable={rows.length > 10}
              {...(options.maxHeight !== undefined && { maxHeight: options.maxHeight })}
            />
            {isPinned && links.length > 0 && <VizTooltipFooter dataLinks={links} />}
          </VizTooltipWrapper>
        );
      }}
      {...(options.maxWidth !== undefined && { maxWidth: options.maxWidth })}
    />
  );
}

function rowsAt(
  frame: DataFrame,
  indexes: readonly (number | null)[],
  active: number | null,
  options: TooltipOptions,
): Row[] {
  const rows = frame.fields.slice(1).flatMap((field, i): Row[] => {
    const series = i + 1;
    const row = indexes[series];
    if (field.config.custom?.hideFrom?.tooltip || field.config.custom?.hideFrom?.viz) return [];
    if (options.mode !== 'multi' && series !== active) return [];
    if (row === null || row === undefined) return [];
    const value = field.values[row] as unknown;
    if (value === undefined || value === null || (options.hideZeros && value === 0)) return [];
    const shown = field.display?.(value);
    return [
      {
        // Asked anew without the other frames, the name would be another, and kept.
        label: field.state?.displayName ?? getFieldDisplayName(field, frame),
        value: shown ? formattedValueToString(shown) : String(value),
        color: shown?.color ?? '#808080',
        order: typeof value === 'number' ? value : i,
        active: series === active,
      },
    ];
  });
  if (options.sort === 'asc') rows.sort((a, b) => a.order - b.order);
  if (options.sort === 'desc') rows.sort((a, b) => b.order - a.order);
  return rows;
}

function linksAt(field: Field | undefined, row: number | null | undefined): LinkModel<Field>[] {
  return row === null || row === undefined ? [] : (field?.getLinks?.({ valueRowIndex: row }) ?? []);
}
