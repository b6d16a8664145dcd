import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import * as common from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as heatmapPanel from '@grafana/grafana-foundation-sdk/heatmap';
import * as logsPanel from '@grafana/grafana-foundation-sdk/logs';
import * as statPanel from '@grafana/grafana-foundation-sdk/stat';
import * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import * as tablePanel from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { colors } from './colors.ts';
import { rememberSource } from './source.ts';

/** A panel's lasting number: alert rules and links point at it, so it never changes and is never used again. */
interface Identity {
  readonly id: number;
}

/** Any panel builder of the Foundation SDK that the house made. */
interface PanelBuilder {
  id(id: number): this;
  title(title: string): this;
  span(w: number): this;
  height(h: number): this;
  build(): dashboard.Panel;
}

const panel = <Builder extends PanelBuilder>(
  builder: Builder,
  title: string,
  { id }: Identity,
  w: number,
  h: number,
): Builder => {
  builder.id(id).title(title).span(w).height(h);
  rememberSource(builder.build());
  return builder;
};

/** Lines over time. Gaps stay gaps: no data must not look like a steady value. */
export const timeSeries = (title: string, identity: Identity) =>
  panel(new timeseries.PanelBuilder(), title, identity, 12, 8)
    .drawStyle(common.GraphDrawStyle.Line)
    .lineWidth(1)
    .fillOpacity(8)
    .showPoints(common.VisibilityMode.Never)
    .spanNulls(false)
    .colorScheme(colorMode('palette-classic'))
    .legend(legend())
    .tooltip(sharedTooltip());

/** Stacked areas: the parts of a whole. */
export const stackedSeries = (title: string, identity: Identity) =>
  timeSeries(title, identity).fillOpacity(40).lineWidth(0).stacking(normalStacking());

/** Stacked bars: counts per interval. */
export const countSeries = (title: string, identity: Identity) =>
  timeSeries(title, identity)
    .drawStyle(common.GraphDrawStyle.Bars)
    .fillOpacity(80)
    .lineWidth(0)
    .min(0)
    .stacking(normalStacking());

/** What there is no figure of has the colour of nothing: Grafana paints it as it paints the lowest value, which is green. */
const noDataIsGrey = (): dashboard.ValueMapping[] => [
  {
    type: dashboard.MappingType.SpecialValue,
    options: {
      match: dashboard.SpecialValueMatch.NullAndNan,
      result: { text: 'No data', color: colors.neutral, index: 0 },
    },
  },
];

/** One figure of now. Its query is instant, so that an old value is never shown as today's. */
export const stat = (title: string, identity: Identity) =>
  panel(new statPanel.PanelBuilder(), title, identity, 3, 4)
    .graphMode(common.BigValueGraphMode.None)
    .colorMode(common.BigValueColorMode.Background)
    .textMode(common.BigValueTextMode.Value)
    .reduceOptions(lastValue())
    .mappings(noDataIsGrey())
    .noValue('No data');

export const table = (title: string, identity: Identity) =>
  panel(new tablePanel.PanelBuilder(), title, identity, 12, 8).cellHeight(
    common.TableCellHeight.Sm,
  );

export const heatmap = (title: string, identity: Identity) =>
  panel(new heatmapPanel.PanelBuilder(), title, identity, 12, 9)
    .calculate(false)
    .cellGap(1)
    .color(
      new heatmapPanel.HeatmapColorOptionsBuilder()
        .mode(heatmapPanel.HeatmapColorMode.Scheme)
        .scheme('Blues')
        .steps(32),
    );

/** Log lines, newest first, as plain text. */
export const logLines = (title: string, identity: Identity) =>
  panel(new logsPanel.PanelBuilder(), title, identity, 24, 10)
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .sortOrder(common.LogsSortOrder.Descending)
    .dedupStrategy(common.LogsDedupStrategy.None);

/** A band per series that changes colour with its state. */
export const stateTimeline = (title: string, identity: Identity) =>
  panel(new statetimeline.PanelBuilder(), title, identity, 12, 6)
    .mergeValues(true)
    .showValue(common.VisibilityMode.Never)
    .rowHeight(0.8)
    // Colours come from the value mappings; by thresholds it would show ranges of numbers instead.
    .colorScheme(colorMode('fixed'))
    .legend(legend())
    .tooltip(sharedTooltip());

/** A bar per series against its limit. */
export const barGauge = (title: string, identity: Identity) =>
  panel(new bargauge.PanelBuilder(), title, identity, 8, 8)
    .orientation(common.VizOrientation.Horizontal)
    .displayMode(common.BarGaugeDisplayMode.Basic)
    // One bar alone must not fill the panel.
    .sizing(common.BarGaugeSizing.Manual)
    .minVizHeight(16)
    .maxVizHeight(64)
    // Otherwise few bars have letters as large as a figure's, and names that do not fit.
    .text(new common.VizTextDisplayOptionsBuilder().titleSize(13).valueSize(18))
    .reduceOptions(lastValue())
    .mappings(noDataIsGrey())
    .noValue('No data');

export const row = (title: string, { id }: Identity) => {
  const builder = new dashboard.RowBuilder(title).id(id);
  rememberSource(builder.build());
  return builder;
};

/** Always this colour for the series of this name. */
export const paint = (
  name: string,
  color: (typeof colors)[keyof typeof colors],
): [string, dashboard.DynamicConfigValue[]] => [
  name,
  [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
];

/** A legend below the panel, with these figures of the shown range behind each name. */
export const legend = (...calcs: ('mean' | 'max' | 'last' | 'sum')[]) =>
  new common.VizLegendOptionsBuilder()
    .displayMode(calcs.length > 0 ? common.LegendDisplayMode.Table : common.LegendDisplayMode.List)
    .placement(common.LegendPlacement.Bottom)
    .showLegend(true)
    .calcs(calcs);

/** Threshold lines across the plot. */
export const thresholdLines = () =>
  new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed);

/** A scale with as much room from 1 to 10 as from 10 to 100. */
export const logarithmic = () =>
  new common.ScaleDistributionConfigBuilder().type(common.ScaleDistribution.Log).log(10);

const colorMode = (mode: 'palette-classic' | 'fixed') =>
  new dashboard.FieldColorBuilder().mode(
    mode === 'fixed' ? dashboard.FieldColorModeId.Fixed : dashboard.FieldColorModeId.PaletteClassic,
  );

const sharedTooltip = () =>
  new common.VizTooltipOptionsBuilder()
    .mode(common.TooltipDisplayMode.Multi)
    .sort(common.SortOrder.Descending);

const normalStacking = () => new common.StackingConfigBuilder().mode(common.StackingMode.Normal);

const lastValue = () => new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']);
