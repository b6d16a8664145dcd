import {
  getDisplayValueAlignmentFactors,
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
} from '@grafana/data';
import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  VizRepeater,
  useTheme2,
} from '@grafana/ui';
import { PercentChangeColorMode, VizOrientation } from '@grafana/schema';
import { useMemo } from 'react';
import { Empty } from './empty.tsx';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { reducedValues } from './reduced.ts';
import { isEmpty } from './time-frames.ts';

const DEFAULTS = {
  colorMode: BigValueColorMode.Value,
  graphMode: BigValueGraphMode.Area,
  justifyMode: BigValueJustifyMode.Auto,
  textMode: BigValueTextMode.Auto,
  orientation: VizOrientation.Auto,
  wideLayout: true,
  showPercentChange: false,
  percentChangeColorMode: PercentChangeColorMode.Standard,
  text: undefined as { titleSize?: number; valueSize?: number; percentSize?: number } | undefined,
};

/** One big figure a series, over its own small graph. */
export function StatPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const { width } = props;
  // Grafana 12's heading is lower than that of @grafana/ui 13, and a stat fills the panel up to it.
  const height = props.height + HEADING;
  const values = useMemo(
    () =>
      reducedValues(
        props,
        theme,
        options.graphMode !== BigValueGraphMode.None,
        options.showPercentChange,
      ),
    [props, theme, options.graphMode],
  );
  if (isEmpty(props.frames)) return <Empty text={noValue(props)} />;
  const orientation =
    options.orientation === VizOrientation.Auto
      ? width > height
        ? VizOrientation.Vertical
        : VizOrientation.Horizontal
      : options.orientation;
  const textMode =
    options.textMode === BigValueTextMode.Auto && values.length === 1
      ? BigValueTextMode.Value
      : options.textMode;
  return (
    <div style={{ position: 'relative', top: -HEADING, height }}>
      <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
        source={values}
        getValues={() => values}
        getAlignmentFactors={getDisplayValueAlignmentFactors}
        orientation={orientation}
        width={width}
        height={height}
        autoGrid={true}
        renderCounter={0}
        itemSpacing={3}
        renderValue={({ value, width, height, count, alignmentFactors }) => (
          <BigValue
            value={value.display}
            count={count}
            {...(value.sparkline && { sparkline: { ...value.sparkline, timeRange: props.range } })}
            colorMode={options.colorMode}
            graphMode={options.graphMode}
            justifyMode={options.justifyMode}
            textMode={textMode}
            percentChangeColorMode={options.percentChangeColorMode}
            alignmentFactors={alignmentFactors}
            disableWideLayout={!options.wideLayout}
            {...(options.text && { text: options.text })}
            width={width}
            height={height}
            theme={theme}
          />
        )}
      />
    </div>
  );
}

const HEADING = 8;

/** What stands in an empty panel: its own "no value" text, else "No data". */
export const noValue = ({ panel }: PanelProps): string =>
  String(panel.fieldConfig?.defaults?.['noValue'] ?? 'No data');
