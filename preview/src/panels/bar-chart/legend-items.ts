import {
  FieldColorModeId,
  ThresholdsMode,
  type GrafanaTheme2,
  type Threshold,
} from '@grafana/data';
import type { VizLegendItem } from '@grafana/ui';
import { isSwitchedOff } from '../switched-off.ts';
import { mappingItems } from '../mapping-items.ts';
import { seriesItem } from '../series-item.ts';
import { thresholdItems } from '../timeline/threshold-states.ts';
import type { Chart } from './chart.ts';

/** What the legend lists; a list (not a table) shows the ranges of thresholds and value mappings instead where there are any. */
export interface LegendItems {
  readonly items: VizLegendItem[];
  readonly thresholds: VizLegendItem[];
  readonly mappings: VizLegendItem[];
}

export function legendItems(
  { x, series }: Chart,
  theme: GrafanaTheme2,
  calcs: readonly string[],
): LegendItems {
  return {
    items: series
      .filter((f) => !f.config.custom?.hideFrom?.legend)
      .map((f) => ({ ...seriesItem(f, calcs, theme), disabled: isSwitchedOff(f) })),
    thresholds:
      x.config.color?.mode === FieldColorModeId.Thresholds
        ? [ThresholdsMode.Absolute, ThresholdsMode.Percentage].flatMap(ranges)
        : [],
    mappings: mappingItems([...new Set(series.flatMap((f) => f.config.mappings ?? []))], theme),
  };

  /** The steps of all series together, under the unit of the categories' field. */
  function ranges(mode: ThresholdsMode): VizLegendItem[] {
    const steps = series
      .filter((f) => f.config.thresholds?.mode === mode && f.config.thresholds.steps.length > 1)
      .flatMap((f) => f.config.thresholds?.steps ?? []);
    const distinct = new Map(steps.map((s): [string, Threshold] => [`${s.value} ${s.color}`, s]));
    return thresholdItems({ ...x.config, thresholds: { mode, steps: [...distinct.values()] } }, theme);
  }
}
