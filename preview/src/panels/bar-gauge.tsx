import {
  FieldType,
  getDisplayValueAlignmentFactors,
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  type GrafanaTheme2,
} from '@grafana/data';
import { BarGauge, VizRepeater, useTheme2, type VizLegendItem } from '@grafana/ui';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeSizing,
  BarGaugeValueMode,
  VizOrientation,
} from '@grafana/schema';
import { useMemo } from 'react';
import { Empty } from './empty.tsx';
import { LEGEND_DEFAULTS, WithLegend } from './legend.tsx';
import { hasName, optionsOf, type PanelProps } from './panel-props.ts';
import { reducedValues } from './reduced.ts';
import { seriesItem } from './series-item.ts';
import { isEmpty } from './time-frames.ts';
import { noValue } from './stat.tsx';

const DEFAULTS = {
  displayMode: BarGaugeDisplayMode.Gradient,
  valueMode: BarGaugeValueMode.Color,
  namePlacement: BarGaugeNamePlacement.Auto,
  showUnfilled: true,
  sizing: BarGaugeSizing.Auto,
  minVizWidth: 8,
  minVizHeight: 16,
  maxVizHeight: 300,
  orientation: VizOrientation.Auto,
  legend: { ...LEGEND_DEFAULTS, showLegend: false },
  text: undefined as { titleSize?: number; valueSize?: number } | undefined,
};

/** One bar a series. */
export function BarGaugePanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const values = useMemo(() => reducedValues(props, theme, false), [props, theme]);
  if (isEmpty(props.frames)) return <Empty text={noValue(props)} />;
  const spacing = options.displayMode === BarGaugeDisplayMode.Lcd ? 2 : 10;
  const manual = options.sizing === BarGaugeSizing.Manual;
  return (
    <WithLegend
      width={props.width}
      height={props.height}
      options={options.legend}
      items={legendItems(props, options.legend.calcs ?? [], theme)}
      sortable
    >
      {(width, height) => {
        const vertical =
          options.orientation === VizOrientation.Auto
            ? width > height
            : options.orientation === VizOrientation.Vertical;
        const rows = manual && !vertical ? options : DEFAULTS;
        return (
          <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
            source={values}
            getValues={() => values}
            getAlignmentFactors={getDisplayValueAlignmentFactors}
            orientation={options.orientation}
            width={width}
            height={height}
            renderCounter={0}
            itemSpacing={spacing}
            minVizWidth={manual && vertical ? options.minVizWidth : DEFAULTS.minVizWidth}
            minVizHeight={rows.minVizHeight}
            maxVizHeight={rows.maxVizHeight}
            renderValue={({ value, width, height, alignmentFactors, orientation, count }) => {
              const processor = value.view?.getFieldDisplayProcessor(value.colIndex ?? 0);
              const { title: _, ...nameless } = value.display;
              return (
                <BarGauge
                  value={count > 1 || hasName(props) ? value.display : nameless}
                  field={value.field}
                  {...(processor && { display: processor })}
                  {...(options.text && { text: options.text })}
                  width={width}
                  height={height}
                  orientation={orientation}
                  theme={theme}
                  itemSpacing={spacing}
                  lcdCellWidth={12}
                  displayMode={options.displayMode}
                  {...(count > 1 && { alignmentFactors })}
                  showUnfilled={options.showUnfilled}
                  valueDisplayMode={options.valueMode}
                  namePlacement={options.namePlacement}
                  isOverflow={(height + spacing) * count - spacing > props.height}
                />
              );
            }}
          />
        );
      }}
    </WithLegend>
  );
}

/** The series, not the values that are drawn of them. */
const legendItems = (
  { frames }: PanelProps,
  calcs: readonly string[],
  theme: GrafanaTheme2,
): VizLegendItem[] =>
  frames
    .flatMap((frame) => frame.fields)
    .filter((f) => f.type !== FieldType.time && !f.config.custom?.hideFrom?.legend)
    .map((field) => seriesItem(field, calcs, theme));
