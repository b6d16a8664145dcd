import {
  getDisplayProcessor,
  type DataFrame,
  type FieldDisplay,
  type GrafanaTheme2,
} from '@grafana/data';
import { DataLinksContextMenu, useTheme2, VizRepeater } from '@grafana/ui';
import { BarGaugeSizing, VizOrientation } from '@grafana/schema';
import { useMemo } from 'react';
import { Empty } from '../empty.tsx';
import { hasName, optionsOf, type PanelProps } from '../panel-props.ts';
import { reducedValues } from '../reduced.ts';
import { noValue } from '../stat.tsx';
import { isEmpty } from '../time-frames.ts';
import { Dial } from './dial.tsx';

const DEFAULTS = {
  showThresholdLabels: false,
  showThresholdMarkers: true,
  sizing: BarGaugeSizing.Auto,
  minVizWidth: 75,
  minVizHeight: 75,
  orientation: VizOrientation.Auto,
  text: undefined as { titleSize?: number; valueSize?: number } | undefined,
};

/** One dial a series. @grafana/ui 13 has no gauge of this kind any more: drawn here as Grafana 12 draws it. */
export function GaugePanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const values = useMemo(
    () => reducedValues({ ...props, frames: withPercentRange(props, theme) }, theme, false),
    [props, theme],
  );
  if (isEmpty(props.frames) && props.frames.length > 0) return <Empty text={noValue(props)} />;
  const manual = options.sizing === BarGaugeSizing.Manual;
  const { orientation } = options;
  return (
    <VizRepeater<FieldDisplay, object>
      source={values}
      getValues={() => values}
      orientation={orientation}
      width={props.width}
      height={props.height}
      autoGrid
      renderCounter={0}
      itemSpacing={8}
      minVizWidth={
        manual && orientation === VizOrientation.Vertical
          ? options.minVizWidth
          : DEFAULTS.minVizWidth
      }
      minVizHeight={
        manual && orientation === VizOrientation.Horizontal
          ? options.minVizHeight
          : DEFAULTS.minVizHeight
      }
      renderValue={({ value, width, height, count }) => {
        const dial = (
          <Dial
            value={value}
            width={width}
            height={height}
            title={count > 1 || hasName(props) ? value.display.title : undefined}
            labels={options.showThresholdLabels}
            markers={options.showThresholdMarkers}
            valueSize={options.text?.valueSize}
            titleSize={options.text?.titleSize}
            orientation={orientation}
            linked={value.hasLinks}
            theme={theme}
          />
        );
        return value.hasLinks && value.getLinks ? (
          <DataLinksContextMenu links={value.getLinks} style={{ flexGrow: 1 }}>
            {() => dial}
          </DataLinksContextMenu>
        ) : (
          dial
        );
      }}
    />
  );
}

const PERCENT: Readonly<Record<string, number>> = { percent: 100, percentunit: 1 };

/** Percents go from 0 to 100 where the panel says nothing, whatever the values are. */
function withPercentRange({ frames, timeZone }: PanelProps, theme: GrafanaTheme2): DataFrame[] {
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => {
      const full = PERCENT[field.config.unit ?? ''];
      if (full === undefined) return field;
      const min = field.config.min ?? 0;
      const max = field.config.max ?? full;
      const ranged = { ...field, state: { ...field.state, range: { min, max, delta: max - min } } };
      return { ...ranged, display: getDisplayProcessor({ field: ranged, theme, timeZone }) };
    }),
  }));
}
