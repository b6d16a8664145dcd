import {
  FieldColorModeId,
  getDisplayProcessor,
  type DataFrame,
  type GrafanaTheme2,
} from '@grafana/data';
import { SeriesVisibilityChangeBehavior, useTheme2 } from '@grafana/ui';
import { SortOrder } from '@grafana/schema';
import { useMemo } from 'react';
import { Empty } from '../empty.tsx';
import { LEGEND_DEFAULTS, WithLegend } from '../legend.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { reducedValues } from '../reduced.ts';
import { noValue } from '../stat.tsx';
import { Pie } from './draw.tsx';
import { isDrawn, legendItem, slicesOf } from './slices.ts';

const DEFAULTS = {
  pieType: 'pie',
  sort: SortOrder.Descending as string,
  displayLabels: [] as string[],
  legend: { ...LEGEND_DEFAULTS, values: [] as string[] },
  tooltip: { mode: 'single', sort: 'none' },
};

/** Shares of a whole. @grafana/ui has no pie chart: drawn here by Grafana's rules. */
export function PiePanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  // An older Grafana, with the older table, knows no order of slices but the largest first: so its pictures show.
  const sort = props.page.classicTable ? SortOrder.Descending : options.sort;
  const slices = useMemo(
    () =>
      slicesOf(
        reducedValues({ ...props, frames: withoutThresholds(props, theme) }, theme, false),
        sort,
      ),
    [props, theme, sort],
  );
  if (!slices.some(({ value }) => value.view?.dataFrame.length))
    return <Empty text={noValue(props)} />;
  const nothing = String(props.panel.fieldConfig?.defaults?.['noValue'] ?? '-');
  return (
    <div className="pie">
      <WithLegend
        width={props.width}
        height={props.height}
        options={options.legend}
        items={slices
          .filter((slice) => slice.inLegend)
          .map((slice) => legendItem(slice, options.legend.values, nothing))}
        behavior={SeriesVisibilityChangeBehavior.Hide}
      >
        {(width, height) => (
          <Pie
            slices={slices.filter(isDrawn)}
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

/** Grafana's pie has no thresholds: colours by them are grey. */
function withoutThresholds({ frames, timeZone }: PanelProps, theme: GrafanaTheme2): DataFrame[] {
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => {
      if (field.config.color?.mode !== FieldColorModeId.Thresholds) return field;
      const { thresholds: _, ...config } = field.config;
      const plain = { ...field, config };
      return { ...plain, display: getDisplayProcessor({ field: plain, theme, timeZone }) };
    }),
  }));
}
