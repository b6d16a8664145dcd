import { formattedValueToString, type Field } from '@grafana/data';
import { PlotLegend, UPlotChart, useTheme2, VizLayout } from '@grafana/ui';
import { useMemo } from 'react';
import type uPlot from 'uplot';
import { noteAxes } from '../axis-notes.ts';
import { Empty } from '../empty.tsx';
import { legendOf } from '../legend.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { stacked, stackGroups } from '../stacking.ts';
import { SeriesTooltip } from '../tooltip.tsx';
import { histogramOf, plotted, withOrigin } from './buckets.ts';
import { configure } from './config.ts';
import { DEFAULTS } from './options.ts';

/** How often values fall into buckets. The counting is @grafana/data's, the axes follow Grafana's panel. */
export function HistogramPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const chart = useMemo(() => {
    const frames = withOrigin(props.frames);
    const frame = histogramOf(frames, options, theme);
    if (!frame) return undefined;
    const shown = plotted(frame);
    const groups = stackGroups(shown);
    const data = stacked(shown, groups).data as uPlot.AlignedData;
    const config = configure(frame, groups, theme);
    noteAxes(config);
    return { frame, frames, shown, data, config };
  }, [props.frames, props.panel.options, theme]);
  if (!chart) return <Empty text="No histogram found in response" />;
  const { frame, frames, shown, data, config } = chart;
  const legend = legendOf(options.legend);
  return (
    <VizLayout
      width={props.width}
      height={props.height}
      legend={
        legend.showLegend ? (
          <PlotLegend
            data={options.combine ? [frame] : frames}
            config={config}
            maxHeight="35%"
            maxWidth="60%"
            {...legend}
          />
        ) : null
      }
    >
      {(width: number, height: number) => (
        <UPlotChart config={config} data={data} width={width} height={height}>
          <SeriesTooltip
            config={config}
            frame={shown}
            options={options.tooltip}
            panel={props}
            zoomable={false}
            header={(i) => `${bucketText(frame.fields[0], i)} - ${bucketText(frame.fields[1], i)}`}
          />
        </UPlotChart>
      )}
    </VizLayout>
  );
}

const bucketText = (field: Field | undefined, i: number): string =>
  field?.display
    ? formattedValueToString(field.display(field.values[i]))
    : String(field?.values[i]);
