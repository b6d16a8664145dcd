import {
  getDisplayValueAlignmentFactors,
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
} from '@grafana/data';
import { BarGauge, VizLayout, VizLegend, VizRepeater, useTheme2 } from '@grafana/ui';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeSizing,
  BarGaugeValueMode,
  LegendDisplayMode,
  VizOrientation,
} from '@grafana/schema';
import { useMemo } from 'react';
import { Empty } from './empty.tsx';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { reducedValues } from './reduced.ts';
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
  legend: {
    showLegend: false,
    displayMode: LegendDisplayMode.List,
    placement: 'bottom' as const,
    calcs: [] as string[],
  },
  text: undefined as { titleSize?: number; valueSize?: number } | undefined,
};

/** One bar a series. */
export function BarGaugePanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const values = useMemo(() => reducedValues(props, theme, false), [props, theme]);
  if (isEmpty(props.frames)) return <Empty text={noValue(props)} />;
  const spacing = options.displayMode === BarGaugeDisplayMode.Lcd ? 2 : 10;
  const auto = options.sizing === BarGaugeSizing.Auto;
  const legend = options.legend.showLegend ? (
    <VizLayout.Legend placement={options.legend.placement}>
      <VizLegend
        items={values.map(({ display }) => ({
          label: display.title ?? '',
          ...(display.color && { color: display.color }),
          yAxis: 1,
        }))}
        placement={options.legend.placement}
        displayMode={options.legend.displayMode}
      />
    </VizLayout.Legend>
  ) : null;
  return (
    <VizLayout width={props.width} height={props.height} legend={legend}>
      {(width: number, height: number) => {
        const orientation =
          options.orientation === VizOrientation.Auto
            ? width > height
              ? VizOrientation.Vertical
              : VizOrientation.Horizontal
            : options.orientation;
        const horizontal = orientation === VizOrientation.Horizontal;
        return (
          <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
            source={values}
            getValues={() => values}
            getAlignmentFactors={getDisplayValueAlignmentFactors}
            orientation={orientation}
            width={width}
            height={height}
            renderCounter={0}
            itemSpacing={spacing}
            minVizWidth={auto ? DEFAULTS.minVizWidth : horizontal ? 0 : options.minVizWidth}
            minVizHeight={auto ? DEFAULTS.minVizHeight : options.minVizHeight}
            maxVizHeight={auto ? DEFAULTS.maxVizHeight : options.maxVizHeight}
            renderValue={({ value, width, height, alignmentFactors, orientation }) => {
              const processor = value.view?.getFieldDisplayProcessor(value.colIndex ?? 0);
              return (
                <BarGauge
                  value={value.display}
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
                  alignmentFactors={alignmentFactors}
                  showUnfilled={options.showUnfilled}
                  valueDisplayMode={options.valueMode}
                  namePlacement={options.namePlacement}
                  isOverflow={false}
                />
              );
            }}
          />
        );
      }}
    </VizLayout>
  );
}
