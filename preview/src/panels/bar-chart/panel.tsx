import { useTheme2 } from '@grafana/ui';
import { VizOrientation } from '@grafana/schema';
import { useMemo } from 'react';
import { Empty } from '../empty.tsx';
import { WithLegend } from '../legend.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { Plot } from '../plot.tsx';
import { noValue } from '../stat.tsx';
import { SeriesTooltip } from '../tooltip.tsx';
import { chartOf, plotFrame } from './chart.ts';
import { configure } from './config.ts';
import { legendItems } from './legend-items.ts';
import { DEFAULTS } from './options.ts';
import { categoryText } from './texts.ts';

/** Categories beside each other, a bar for each series. @grafana/ui has no bar chart: drawn here as Grafana draws it. */
export function BarChartPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const chart = useMemo(() => chartOf(props.frames, options), [props.frames, props.panel.options]);
  if (!chart)
    return (
      <Empty
        text={
          props.frames.some((f) => f.length > 0)
            ? 'Configured x field not found, or no number to draw'
            : noValue(props)
        }
      />
    );
  const items = legendItems(chart, theme, options.legend.calcs ?? []);
  return (
    <WithLegend
      width={props.width}
      height={props.height}
      options={options.legend}
      items={items}
    >
      {(width, height) => {
        const orientation =
          options.orientation === VizOrientation.Auto
            ? width < height
              ? VizOrientation.Horizontal
              : VizOrientation.Vertical
            : options.orientation;
        const horizontal = orientation === VizOrientation.Horizontal;
        return (
          <Plot
            deps={[chart, theme, horizontal, props.panel, width]}
            configure={() => configure(chart, options, horizontal, theme, props.timeZone)}
            frame={plotFrame(chart)}
            width={width}
            height={height}
          >
            {(config) => (
              <SeriesTooltip
                config={config}
                frame={{ ...chart.frame, fields: [chart.x, ...chart.series] }}
                options={options.tooltip}
                panel={props}
                zoomable={false}
                header={(i) => categoryText(chart.x, i, props.timeZone)}
              />
            )}
          </Plot>
        );
      }}
    </WithLegend>
  );
}
