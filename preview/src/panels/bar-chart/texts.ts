import { dateTimeFormat, FieldType, formattedValueToString, type Field } from '@grafana/data';

/** A category as the tooltip names it. */
export function categoryText(x: Field, i: number, timeZone: string): string {
  const value = x.values[i] as unknown;
  if (x.type === FieldType.time) return dateTimeFormat(value as number, { timeZone });
  return x.display ? formattedValueToString(x.display(value)) : String(value ?? '');
}

/** A text on the axis, cut to so many characters. */
export const shortened = (text: string, limit: number | undefined): string =>
  limit !== undefined && text.length > limit ? `${text.slice(0, limit)}...` : text;
