import { useTheme2 } from '@grafana/ui';
import { VizOrientation } from '@grafana/schema';
import { useMemo } from 'react';
import { Empty } from '../empty.tsx';
import { WithLegend } from '../legend.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { Plot } from '../plot.tsx';
import { stacked, stackGroups, withValues } from '../stacking.ts';
import { noValue } from '../stat.tsx';
import { SeriesTooltip } from '../tooltip.tsx';
import { chartOf, type Chart } from './chart.ts';
import { configure } from './config.ts';
import { legendItems } from './legend-items.ts';
import { DEFAULTS } from './options.ts';
import { categoryText } from './texts.ts';

/** Categories beside each other, a bar for each series. @grafana/ui has no bar chart: drawn here by Grafana's rules. */
export function BarChartPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const chart = useMemo(
    () => chartOf(props.frames, options, theme, props.timeZone),
    [props.frames, props.panel.options, theme, props.timeZone],
  );
  if (typeof chart === 'string') return <Empty text={chart || noValue(props)} />;
  return <BarChart {...{ chart, props, options }} />;
}

interface BarChartProps {
  readonly chart: Chart;
  readonly props: PanelProps;
  readonly options: typeof DEFAULTS;
}

function BarChart({ chart, props, options }: BarChartProps) {
  const theme = useTheme2();
  const groups = useMemo(() => stackGroups(chart.frame), [chart]);
  const stack = useMemo(() => stacked(chart.frame, groups), [chart, groups]);
  const upperEdges = useMemo(() => withValues(chart.frame, stack.data), [chart, stack]);
  const { items, thresholds, mappings } = legendItems(chart, theme, options.legend.calcs ?? []);
  const horizontal =
    options.orientation === VizOrientation.Auto
      ? props.width < props.height
      : options.orientation === VizOrientation.Horizontal;
  return (
    <WithLegend
      width={props.width}
      height={props.height}
      options={{ ...options.legend, showLegend: options.legend.showLegend && items.length > 0 }}
      items={items}
      thresholds={thresholds}
      mappings={mappings}
      sortable
    >
      {(width, height) => (
        <Plot
          deps={[chart, stack, theme, horizontal, props.panel]}
          configure={() =>
            configure(chart, groups, stack, options, horizontal, theme, props.timeZone)
          }
          frame={upperEdges}
          width={width}
          height={height}
        >
          {(config) => (
            <SeriesTooltip
              config={config}
              frame={chart.frame}
              options={options.tooltip}
              panel={props}
              zoomable={false}
              header={(i) => categoryText(chart.x, i, props.timeZone)}
            />
          )}
        </Plot>
      )}
    </WithLegend>
  );
}
