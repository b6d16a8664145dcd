import type { FieldDisplay } from '@grafana/data';
import { DataLinksContextMenu, useTheme2, VizRepeater } from '@grafana/ui';
import { BarGaugeSizing, VizOrientation } from '@grafana/schema';
import { useMemo } from 'react';
import { Empty } from '../empty.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
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
  const values = useMemo(() => reducedValues(props, theme, false), [props, theme]);
  if (isEmpty(props.frames) && props.frames.length > 0) return <Empty text={noValue(props)} />;
  const manual = options.sizing === BarGaugeSizing.Manual;
  return (
    <VizRepeater<FieldDisplay, object>
      source={values}
      getValues={() => values}
      orientation={options.orientation}
      width={props.width}
      height={props.height}
      autoGrid
      renderCounter={0}
      itemSpacing={8}
      {...(manual ? { minVizWidth: options.minVizWidth, minVizHeight: options.minVizHeight } : {})}
      renderValue={({ value, width, height, count }) => {
        const dial = (
          <Dial
            value={value}
            width={width}
            height={height}
            title={
              count > 1 || (value.display.title !== undefined && showsTitle(props, value))
                ? (value.display.title ?? '')
                : ''
            }
            labels={options.showThresholdLabels}
            markers={options.showThresholdMarkers}
            valueSize={options.text?.valueSize}
            titleSize={options.text?.titleSize}
            theme={theme}
          />
        );
        return value.hasLinks && value.getLinks ? (
          <DataLinksContextMenu links={value.getLinks}>{() => dial}</DataLinksContextMenu>
        ) : (
          dial
        );
      }}
    />
  );
}

/** A single dial has a title only when one was written into the field configuration. */
const showsTitle = ({ panel }: PanelProps, value: FieldDisplay): boolean =>
  Boolean(panel.fieldConfig?.defaults?.['displayName'] ?? value.field.displayName);
