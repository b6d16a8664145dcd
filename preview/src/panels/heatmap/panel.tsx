import { useTheme2, VizLayout } from '@grafana/ui';
import type { LegendPlacement } from '@grafana/schema';
import { useMemo, useRef } from 'react';
import { Empty } from '../empty.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { Plot } from '../plot.tsx';
import { noValue } from '../stat.tsx';
import { readCells } from './cells.ts';
import { ColorScale, LEGEND_HEIGHT } from './color-scale.tsx';
import { configure } from './config.ts';
import { DEFAULTS } from './options.ts';
import { shading } from './shades.ts';
import { boundTexts, countFormat } from './texts.ts';
import { HeatmapTooltip } from './tooltip.tsx';

const NATIVE =
  'This preview cannot draw native histograms (frames of the type "heatmap-cells"); Grafana does.';

/** Counts in a grid of time and value. @grafana/ui has no heatmap: drawn here as Grafana draws it. */
export function HeatmapPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const { range, frames, panel } = props;
  const cells = useMemo(
    () =>
      readCells(frames, options.calculate, options.calculation, options.rowsFrame.layout, {
        from: range.from.valueOf(),
        to: range.to.valueOf(),
      }),
    [frames, panel.options, range],
  );
  const latest = useRef(props);
  latest.current = props;
  const shades = useMemo(
    () => (cells ? shading(cells, options, theme) : undefined),
    [cells, panel.options, theme],
  );
  if (frames.some((f) => (f.meta?.type as string | undefined) === 'heatmap-cells'))
    return <Empty text={NATIVE} />;
  if (!cells || !shades) return <Empty text={noValue(props)} />;
  const frame = {
    length: cells.columns.length,
    fields: [
      { name: 'x', type: 'time' as never, config: {}, values: [...cells.columns] },
      { name: 'y', type: 'number' as never, config: {}, values: cells.columns.map(() => null) },
    ],
  };
  return (
    <VizLayout
      width={props.width}
      height={props.height}
      legend={
        options.legend.show ? (
          <VizLayout.Legend placement={'bottom' as LegendPlacement} maxHeight="20%">
            <ColorScale
              shades={shades}
              format={countFormat(options)}
              roomy={props.height * 0.2 >= LEGEND_HEIGHT}
            />
          </VizLayout.Legend>
        ) : null
      }
    >
      {(width: number, height: number) => (
        <Plot
          deps={[cells, shades, theme, props.timeZone, range, props.annotations]}
          configure={() => configure(cells, shades, options, theme, props.timeZone, latest)}
          frame={frame}
          width={width}
          height={height}
        >
          {(config) => (
            <HeatmapTooltip
              config={config}
              cells={cells}
              options={options}
              panel={props}
              names={boundTexts(cells, options)}
              format={countFormat(options)}
            />
          )}
        </Plot>
      )}
    </VizLayout>
  );
}
