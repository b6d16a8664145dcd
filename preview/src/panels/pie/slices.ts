import {
  formattedValueToString,
  type DisplayValue,
  type FieldDisplay,
  type GrafanaTheme2,
} from '@grafana/data';
import type { VizLegendItem } from '@grafana/ui';

export interface Slice {
  readonly value: FieldDisplay;
  readonly name: string;
  readonly amount: number;
  readonly share: number;
  readonly color: string;
}

/** The slices in their order; `hidden` ones are left out, and the others share the whole. */
export function slicesOf(
  values: readonly FieldDisplay[],
  sort: string,
  theme: GrafanaTheme2,
  hidden: ReadonlySet<string>,
): Slice[] {
  const shown = values.filter(
    ({ field, display }) => !field.custom?.hideFrom?.viz && !Number.isNaN(display.numeric),
  );
  const visible = shown.filter(({ display }) => !hidden.has(display.title ?? ''));
  const total = visible.reduce((sum, { display }) => sum + display.numeric, 0);
  const slices = (hidden.size > 0 ? visible : shown).map((value): Slice => ({
    value,
    name: value.display.title ?? '',
    amount: value.display.numeric,
    share: total === 0 ? 0 : value.display.numeric / total,
    color: value.display.color ?? theme.visualization.getColorByName('gray'),
  }));
  if (sort === 'desc') slices.sort((a, b) => b.amount - a.amount);
  if (sort === 'asc') slices.sort((a, b) => a.amount - b.amount);
  return slices;
}

/** Grafana writes shares with the decimals of the field, none where it has none. */
export const percent = (slice: Slice): string =>
  `${(slice.share * 100).toFixed(slice.value.field.decimals ?? 0)}%`;

export function legendItem(slice: Slice, disabled: boolean, values: readonly string[]): VizLegendItem {
  const figures: DisplayValue[] = [];
  if (values.includes('value'))
    figures.push({
      numeric: slice.amount,
      text: formattedValueToString(slice.value.display),
      title: values.length > 1 ? 'Value' : '',
    });
  if (values.includes('percent'))
    figures.push({
      numeric: slice.share,
      text: percent(slice),
      title: values.length > 1 ? 'Percent' : '',
    });
  return {
    label: slice.name,
    color: slice.color,
    yAxis: 1,
    disabled,
    getDisplayValues: () => figures,
  };
}
