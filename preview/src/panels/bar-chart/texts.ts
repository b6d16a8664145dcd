import {
  dateTimeFormat,
  FieldType,
  formattedValueToString,
  systemDateFormats,
  type Field,
} from '@grafana/data';
import type { Chart } from './chart.ts';
import type { BarChartOptions } from './options.ts';

/** A category as the tooltip names it. */
export function categoryText(x: Field, i: number, timeZone: string): string {
  const value = x.values[i] as unknown;
  if (x.type === FieldType.time) return dateTimeFormat(value as number, { timeZone });
  return x.display ? formattedValueToString(x.display(value)) : String(value ?? '');
}

/** The categories as they stand on the axis. */
export function tickTexts({ x }: Chart, options: BarChartOptions, timeZone: string): string[] {
  const times = x.values as number[];
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const format =
    span <= 86_400_000
      ? systemDateFormats.interval.minute
      : span < 365 * 86_400_000
        ? systemDateFormats.interval.day
        : systemDateFormats.interval.month;
  return x.values.map((value: unknown, i) => {
    const text =
      x.type === FieldType.time
        ? dateTimeFormat(value as number, { timeZone, format })
        : categoryText(x, i, timeZone);
    const limit = options.xTickLabelMaxLength;
    return limit && text.length > limit ? `${text.slice(0, limit)}...` : text;
  });
}
