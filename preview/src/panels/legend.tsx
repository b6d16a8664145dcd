import './legend.css';
import { VizLayout, VizLegend, type SeriesVisibilityChangeBehavior, type VizLegendItem } from '@grafana/ui';
import { LegendDisplayMode, type LegendPlacement, type VizLegendOptions } from '@grafana/schema';
import type { ReactNode } from 'react';

export const LEGEND_DEFAULTS: VizLegendOptions = {
  showLegend: true,
  displayMode: LegendDisplayMode.List,
  placement: 'bottom' as LegendPlacement,
  calcs: [],
};

/**
 * `displayMode: hidden` is how dashboards older than Grafana 9 switch the legend off.
 * Of a mode that nobody knows @grafana/ui would draw no chart either: it becomes a list, and the panel says so.
 */
export const legendOf = (options: VizLegendOptions): VizLegendOptions => ({
  ...options,
  displayMode:
    options.displayMode === LegendDisplayMode.Table
      ? LegendDisplayMode.Table
      : LegendDisplayMode.List,
  placement: options.placement === 'right' ? 'right' : 'bottom',
  showLegend: options.showLegend && options.displayMode !== LegendDisplayMode.Hidden,
});

interface WithLegendProps {
  /** Pixels of chart and legend together. */
  readonly width: number;
  readonly height: number;
  readonly options: VizLegendOptions;
  readonly items: VizLegendItem[];
  /** What a list shows in their place, and beside them. */
  readonly thresholds?: VizLegendItem[];
  readonly mappings?: VizLegendItem[];
  /** A click on a heading of a table sorts it. */
  readonly sortable?: boolean;
  /** What a click on an entry does; shows it alone where nothing is said. */
  readonly behavior?: SeriesVisibilityChangeBehavior;
  /** Draws the chart in what the legend leaves. */
  readonly children: (width: number, height: number) => ReactNode;
}

/** A chart of this page's own with Grafana's legend below it or beside it. */
export function WithLegend(props: WithLegendProps) {
  const options = legendOf(props.options);
  const { showLegend, placement, displayMode, width } = options;
  const legend = showLegend ? (
    <VizLayout.Legend placement={placement} {...(width !== undefined && { width })}>
      <VizLegend
        items={props.items}
        {...(props.thresholds && { thresholdItems: props.thresholds })}
        {...(props.mappings && { mappingItems: props.mappings })}
        isSortable={props.sortable ?? false}
        placement={placement}
        displayMode={displayMode}
        {...(options.sortBy !== undefined && { sortBy: options.sortBy })}
        {...(options.sortDesc !== undefined && { sortDesc: options.sortDesc })}
        {...(props.behavior && { seriesVisibilityChangeBehavior: props.behavior })}
      />
    </VizLayout.Legend>
  ) : null;
  return (
    <VizLayout width={props.width} height={props.height} legend={legend}>
      {(w: number, h: number) => props.children(w, h)}
    </VizLayout>
  );
}
