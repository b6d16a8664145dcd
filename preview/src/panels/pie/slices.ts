import { FALLBACK_COLOR, formattedValueToString, type DisplayValue, type FieldDisplay } from '@grafana/data';
import type { VizLegendItem } from '@grafana/ui';
import { SortOrder } from '@grafana/schema';

/** A value with its share of those that are shown. */
export interface Slice {
  readonly value: FieldDisplay;
  readonly name: string;
  readonly amount: number;
  /** 0 to 1 of the slices that are drawn; NaN where their sum is 0. */
  readonly share: number;
  readonly color: string;
  /** Hidden in the pie, by the panel or in the legend. */
  readonly hidden: boolean;
  readonly inLegend: boolean;
}

interface HideFrom {
  readonly viz?: boolean;
  readonly legend?: boolean;
}

/** The slices in their order: figures that are no number come last. */
export function slicesOf(values: readonly FieldDisplay[], sort: string): Slice[] {
  const hideFrom = ({ field }: FieldDisplay): HideFrom =>
    (field.custom as { hideFrom?: HideFrom } | undefined)?.hideFrom ?? {};
  const total = values
    .filter((value) => !hideFrom(value).viz && !Number.isNaN(value.display.numeric))
    .reduce((sum, { display }) => sum + display.numeric, 0);
  const slices = values.map((value): Slice => {
    const { title, numeric, color } = value.display;
    const { viz, legend } = hideFrom(value);
    return {
      value,
      name: title ?? '',
      amount: numeric,
      share: viz ? 0 : numeric / total,
      color: color ?? FALLBACK_COLOR,
      hidden: viz === true,
      inLegend: !legend,
    };
  });
  return slices.sort((a, b) => {
    if (Number.isNaN(a.amount)) return 1;
    if (Number.isNaN(b.amount)) return -1;
    if (sort === SortOrder.Descending) return b.amount - a.amount;
    return sort === SortOrder.Ascending ? a.amount - b.amount : 0;
  });
}

export const isDrawn = ({ hidden, amount }: Slice): boolean => !hidden && !Number.isNaN(amount);

/** Grafana writes shares with the decimals of the field, none where it has none. */
export const percent = ({ share, value }: Slice): string =>
  `${(share * 100).toFixed(value.field.decimals ?? 0)}%`;

/** A slice in the legend, with the figures that were asked for. */
export function legendItem(slice: Slice, values: readonly string[], noValue: string): VizLegendItem {
  const figures: DisplayValue[] = [];
  if (values.includes('value'))
    figures.push({
      numeric: slice.amount,
      text: formattedValueToString(slice.value.display),
      title: 'Value',
    });
  if (values.includes('percent'))
    figures.push({
      numeric: slice.share,
      text: slice.hidden || Number.isNaN(slice.share) ? noValue : percent(slice),
      title: values.length > 1 ? 'Percent' : '',
    });
  return {
    label: slice.name,
    color: slice.color,
    yAxis: 1,
    disabled: slice.hidden,
    getDisplayValues: () => figures,
  };
}
