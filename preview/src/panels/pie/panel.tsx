import { useTheme2, type VizLegendItem } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { Empty } from '../empty.tsx';
import { LEGEND_DEFAULTS, WithLegend } from '../legend.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { reducedValues } from '../reduced.ts';
import { noValue } from '../stat.tsx';
import { Pie } from './draw.tsx';
import { legendItem, slicesOf } from './slices.ts';

const DEFAULTS = {
  pieType: 'pie',
  sort: 'desc',
  displayLabels: [] as string[],
  legend: { ...LEGEND_DEFAULTS, values: [] as string[] },
  tooltip: { mode: 'single', sort: 'none' },
};

/** Shares of a whole. @grafana/ui has no pie chart: drawn here as Grafana draws it. */
export function PiePanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const [hidden, hide] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(
    () => slicesOf(reducedValues(props, theme, false), options.sort, theme, new Set()),
    [props, theme, options.sort],
  );
  if (props.frames.every((f) => f.length === 0) || all.every((s) => !Number.isFinite(s.amount))) return <Empty text={noValue(props)} />;
  const slices = slicesOf(
    all.map((s) => s.value),
    options.sort,
    theme,
    hidden,
  );
  const toggle = (item: VizLegendItem): void => {
    const others = all.map((s) => s.name).filter((name) => name !== item.label);
    hide(hidden.size === others.length && !hidden.has(item.label) ? new Set() : new Set(others));
  };
  return (
    <div className="pie">
    <WithLegend
      width={props.width}
      height={props.height}
      options={options.legend}
      items={all
        .filter(({ value }) => !value.field.custom?.hideFrom?.legend)
        .map((slice) => legendItem(slice, hidden.has(slice.name), options.legend.values))}
      onLabelClick={toggle}
    >
      {(width, height) => (
        <Pie
          slices={slices}
          width={width}
          height={height}
          donut={options.pieType === 'donut'}
          labels={options.displayLabels}
          tooltip={options.tooltip.mode}
          theme={theme}
        />
      )}
    </WithLegend>
    </div>
  );
}
