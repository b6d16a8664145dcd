import { formattedValueToString, getFieldDisplayName, getFieldSeriesColor, type Field } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';
import { calcValues } from '../calc-values.ts';
import { Empty } from '../empty.tsx';
import { WithLegend } from '../legend.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { Plot } from '../plot.tsx';
import { SeriesTooltip } from '../tooltip.tsx';
import { histogramOf, stackedOf } from './buckets.ts';
import { configure } from './config.ts';
import { DEFAULTS } from './options.ts';

/** How often values fall into buckets. The counting is @grafana/data's, the drawing this page's. */
export function HistogramPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const frame = useMemo(
    () => histogramOf(props.frames, options, theme),
    [props.frames, props.panel.options, theme],
  );
  if (!frame) return <Empty text="No histogram found in response" />;
  const stacked = stackedOf(frame);
  const counts = frame.fields.slice(2);
  return (
    <WithLegend
      width={props.width}
      height={props.height}
      options={options.legend}
      items={counts
        .filter((f) => !f.config.custom?.hideFrom?.legend)
        .map((f) => ({
          label: getFieldDisplayName(f, frame, [frame]),
          color: getFieldSeriesColor(f, theme).color,
          yAxis: 1,
          getDisplayValues: () => calcValues(f, options.legend.calcs ?? [], theme),
        }))}
    >
      {(width, height) => (
        <Plot
          deps={[stacked, theme]}
          configure={() => configure(stacked, theme)}
          frame={{ ...stacked, fields: [stacked.fields[0] as Field, ...stacked.fields.slice(2)] }}
          width={width}
          height={height}
        >
          {(config) => (
            <SeriesTooltip
              config={config}
              frame={{ ...frame, fields: [frame.fields[0] as Field, ...counts] }}
              options={options.tooltip}
              panel={props}
              zoomable={false}
              header={(i) =>
                `${bucketText(frame.fields[0], i)} - ${bucketText(frame.fields[1], i)}`
              }
            />
          )}
        </Plot>
      )}
    </WithLegend>
  );
}

const bucketText = (field: Field | undefined, i: number): string =>
  field?.display
    ? formattedValueToString(field.display(field.values[i]))
    : String(field?.values[i]);
