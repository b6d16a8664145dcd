import {
  FieldColorModeId,
  FieldType,
  getDisplayProcessor,
  getFieldSeriesColor,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';
import { TimeSeries, useTheme2, type UPlotConfigBuilder } from '@grafana/ui';
import { useMemo, useRef } from 'react';
import { addAnnotations } from '../annotations/marks.ts';
import { noteAxes } from './axis-notes.ts';
import { Empty } from './empty.tsx';
import { LEGEND_DEFAULTS, legendOf } from './legend.tsx';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { noValue } from './stat.tsx';
import { graphable } from './time-frames.ts';
import { SeriesTooltip, TOOLTIP_DEFAULTS } from './tooltip.tsx';

const DEFAULTS = {
  legend: LEGEND_DEFAULTS,
  tooltip: TOOLTIP_DEFAULTS,
  timezone: undefined as string[] | undefined,
};

/** Lines, bars and points over time: @grafana/ui's own component, with this page's tooltip and annotations. */
export function TimeSeriesPanel(props: PanelProps) {
  const { panel, frames, range, timeZone, width, height } = props;
  const theme = useTheme2();
  const options = optionsOf(panel, DEFAULTS);
  const series = useMemo(
    () => graphable(frames).map((f) => withNamedColors(f, theme)),
    [frames, theme],
  );
  const annotations = useRef(props.annotations);
  annotations.current = props.annotations;
  const hooked = useRef(new WeakSet<UPlotConfigBuilder>());
  if (series.length === 0) return <Empty text={emptyText(props)} />;
  const zones = options.timezone?.length
    ? options.timezone.map((z) => (z === '' || z === 'browser' ? timeZone : z))
    : timeZone;
  return (
    <TimeSeries
      frames={series}
      timeRange={range}
      timeZone={zones}
      width={width}
      height={height}
      legend={legendOf(options.legend)}
      options={{ ...options, annotations: props.annotations }}
    >
      {(config: UPlotConfigBuilder, aligned: DataFrame) => {
        if (!hooked.current.has(config)) {
          hooked.current.add(config);
          noteAxes(config);
          addAnnotations(config, () => annotations.current, theme);
        }
        return (
          <SeriesTooltip config={config} frame={aligned} options={options.tooltip} panel={props} />
        );
      }}
    </TimeSeries>
  );
}

/** Why there is nothing to draw, in Grafana's words. */
function emptyText(props: PanelProps): string {
  const { frames } = props;
  if (frames.length === 0 || frames.every((f) => f.length === 0)) return noValue(props);
  if (!frames.some((f) => f.fields.some((x) => x.type === FieldType.time)))
    return 'Data is missing a time field';
  return 'Data is missing a number field';
}

/**
 * A colour that goes by the series' name is found before @grafana/ui sees the series: it joins them, forgets their names, and
 * would look up the first one's by its field's.
 */
function withNamedColors(frame: DataFrame, theme: GrafanaTheme2): DataFrame {
  const fields = frame.fields.map((field): Field => {
    const { color, custom } = field.config;
    if (color?.mode !== FieldColorModeId.PaletteClassicByName || custom?.gradientMode === 'scheme')
      return field;
    const fixedColor = getFieldSeriesColor(field, theme).color;
    const config = { ...field.config, color: { mode: FieldColorModeId.Fixed, fixedColor } };
    const fixed = { ...field, config };
    return { ...fixed, display: getDisplayProcessor({ field: fixed, theme }) };
  });
  return { ...frame, fields };
}
