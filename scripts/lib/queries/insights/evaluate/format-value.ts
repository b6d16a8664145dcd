import { formatTimestamp } from './time/timestamp.ts';
import { formatNumber, Timestamp, type Value } from './values.ts';

/** A value as results show it, all as text; null is left out. Maps and lists are shown as JSON. */
export function formatValue(value: Value): string | null {
  if (typeof value === 'string') return value;
  if (value === null) return null;
  if (value instanceof Timestamp) return formatTimestamp(value.ms);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return JSON.stringify(value);
}
