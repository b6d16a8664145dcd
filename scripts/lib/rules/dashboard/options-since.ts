/** From one of Amazon Managed Grafana's versions to the next: plugin id -> options that only the newer one knows. */
interface OptionsStep {
  /** The newest Grafana that is known to lack them. */
  readonly lackedBy: string;
  /** The first that is known to have them. */
  readonly since: string;
  /** `options.a.b` of the panel, `custom.x` of its fields. */
  readonly panels: Readonly<Record<string, readonly string[]>>;
}

const TOOLTIP_SIZE = ['options.tooltip.maxHeight', 'options.tooltip.maxWidth'];
const LEGEND_LIMIT = ['options.legend.limit', 'options.legend.overflow'];
const ANNOTATION_LANES = ['clustering', 'lines', 'regions'].map(
  (option) => `options.annotations.${option}`,
);

/**
 * Which option of which panel exists in which Grafana, by the types in the npm package @grafana/schema 9.4.17, 10.4.19,
 * 12.4.11 and 13.2.3 (dist/…/composable/<panel>/panelcfg/x: `Options` two levels deep, `FieldConfig` one level). An option
 * is listed when the older package has the panel's types without it and the newer one has it; of a new object only the
 * object, not its members.
 *
 * Left out on purpose, for a false alarm costs more than a silence:
 * - what came between 9.4 and 10.1: 10.1.0 is the first package with types of single panels. 9.4 has only the common ones
 *   (VizTooltipOptions, AxisConfig, TableFieldOptions). So for 9.4 is listed what those lacked, and what 10.1.0 lacked, which
 *   9.4 cannot have had; for panels that 9.4 has;
 * - the `tooltip.mode` of a heatmap, which 9.4 calls `show`: dashboards carry both;
 * - `custom.insertNulls` and the axes of state-timeline and status-history: Grafana 10 reads some of them although its
 *   package does not say so;
 * - callbacks and what only Explore sets (logs: `onClick…`, `controlsStorageKey`); `orientation` and
 *   `disableKeyboardEvents`, which no editor offers; panels under development (logsnew, logstable, xychart2).
 */
export const OPTIONS_SINCE: readonly OptionsStep[] = [
  {
    lackedBy: '9.4',
    since: '10.4',
    panels: {
      barchart: [...TOOLTIP_SIZE, 'custom.axisBorderShow'],
      bargauge: ['options.maxVizHeight', 'options.namePlacement', 'options.sizing'],
      candlestick: [...TOOLTIP_SIZE, 'custom.axisBorderShow'],
      canvas: ['options.infinitePan', 'options.panZoom'],
      dashlist: ['options.folderUID'],
      gauge: ['options.minVizHeight', 'options.minVizWidth', 'options.sizing'],
      heatmap: [...TOOLTIP_SIZE, 'options.tooltip.showColorScale'],
      histogram: [...TOOLTIP_SIZE, 'options.bucketCount', 'custom.axisBorderShow'],
      piechart: [...TOOLTIP_SIZE],
      stat: ['options.showPercentChange'],
      'state-timeline': [...TOOLTIP_SIZE],
      'status-history': [...TOOLTIP_SIZE],
      table: ['custom.hideHeader'],
      timeseries: [...TOOLTIP_SIZE, 'custom.axisBorderShow'],
    },
  },
  {
    lackedBy: '10.4',
    since: '12.4',
    panels: {
      barchart: ['options.tooltip.hideZeros', 'options.text.percentSize'],
      bargauge: ['options.legend', 'options.text.percentSize'],
      candlestick: ['options.tooltip.hideZeros', 'options.annotations', 'custom.showValues'],
      canvas: ['options.tooltip', 'options.zoomToContent'],
      dashlist: ['options.showFolderNames'],
      gauge: [
        'options.barShape',
        'options.barWidthFactor',
        'options.effects',
        'options.endpointMarker',
        'options.neutral',
        'options.segmentCount',
        'options.segmentSpacing',
        'options.shape',
        'options.sparkline',
        'options.textMode',
        'options.text.percentSize',
      ],
      geomap: ['options.basemap.noRepeat', 'options.view.noRepeat'],
      heatmap: ['options.annotations', 'options.rowsFrame.yBucketScale', 'options.selectionMode'],
      histogram: ['options.tooltip.hideZeros', 'custom.stacking'],
      logs: [
        'options.detailsMode',
        'options.displayedFields',
        'options.enableInfiniteScrolling',
        'options.fontSize',
        'options.showControls',
        'options.showFieldSelector',
        'options.showLogAttributes',
        'options.syntaxHighlighting',
        'options.timestampResolution',
        'options.unwrappedColumns',
      ],
      nodeGraph: ['options.layoutAlgorithm', 'options.zoomMode'],
      piechart: ['options.sort', 'options.tooltip.hideZeros', 'options.text.percentSize'],
      stat: ['options.percentChangeColorMode', 'options.text.percentSize'],
      'state-timeline': ['options.perPage', 'options.tooltip.hideZeros', 'options.annotations'],
      'status-history': ['options.perPage', 'options.tooltip.hideZeros', 'options.annotations'],
      table: [
        'options.enablePagination',
        'options.frozenColumns',
        'options.maxRowHeight',
        'custom.footer',
        'custom.styleField',
        'custom.tooltip',
        'custom.wrapHeaderText',
        'custom.wrapText',
        'custom.hideFrom',
      ],
      timeseries: [
        'options.timeCompare',
        'options.tooltip.hideZeros',
        'options.annotations',
        'custom.showValues',
      ],
      trend: ['options.tooltip.hideZeros', 'custom.showValues'],
      xychart: [
        'options.mapping',
        'options.tooltip.hideZeros',
        'custom.fillOpacity',
        'custom.pointShape',
        'custom.pointStrokeWidth',
      ],
    },
  },
  {
    lackedBy: '12.4',
    since: '13.2',
    panels: {
      barchart: [...LEGEND_LIMIT],
      bargauge: [...LEGEND_LIMIT],
      candlestick: [...LEGEND_LIMIT, ...ANNOTATION_LANES],
      geomap: ['options.view.dashboardVariable', 'options.view.dashboardVariableName'],
      heatmap: [...ANNOTATION_LANES, 'options.legend.placement', 'options.legend.width'],
      histogram: [...LEGEND_LIMIT],
      logs: ['options.allowDownload', 'options.showLevel'],
      piechart: [...LEGEND_LIMIT],
      'state-timeline': [...LEGEND_LIMIT, ...ANNOTATION_LANES],
      'status-history': [...LEGEND_LIMIT, ...ANNOTATION_LANES],
      table: ['options.pageSize', 'custom.sortable'],
      text: ['options.renderMode'],
      timeseries: [
        'options.legend.enableFacetedFilter',
        'options.legend.facetedFilterPinned',
        ...LEGEND_LIMIT,
        ...ANNOTATION_LANES,
      ],
      trend: [...LEGEND_LIMIT],
      xychart: [...LEGEND_LIMIT],
    },
  },
];
