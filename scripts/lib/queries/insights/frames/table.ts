import type { FrameField } from '../../frame.ts';
import { goFloat, goTime } from './go-values.ts';

/** What GetQueryResults answers, as far as Grafana looks at it. */
export interface LogsAnswer {
  readonly status?: string | undefined;
  readonly results?: readonly (readonly AnsweredField[])[] | undefined;
  readonly statistics?:
    | {
        readonly recordsMatched?: number | undefined;
        readonly recordsScanned?: number | undefined;
        readonly bytesScanned?: number | undefined;
      }
    | undefined;
}

export interface AnsweredField {
  readonly field?: string | undefined;
  readonly value?: string | undefined;
}

/** A column of an answer, its values one a row; null where the row lacks it. */
export interface Column {
  readonly name: string;
  readonly type: 'time' | 'number' | 'string';
  readonly values: (number | string | null)[];
}

/** Columns that Grafana adds to a query to find a line's surroundings; it hides them. */
const HIDDEN = new Set(['__log__grafana_internal__', '__logstream__grafana_internal__']);

/** A value that cannot be read as the time that its column begins with; Grafana gives up the whole answer. */
export class NotATime extends Error {
  override readonly name = 'NotATime';
  constructor(value: string) {
    super(`parsing time "${value}" as "2006-01-02 15:04:05.000": cannot parse "${value}"`);
  }
}

/**
 * Reads the rows into columns as Grafana's CloudWatch source does: the first value of a column makes its type, time, number or text;
 * a column of numbers becomes text with the first value that is none. Rows that hold nothing, or a time alone, are passed over.
 * Throws NotATime.
 */
export function columnsOf({ results = [] }: LogsAnswer): Column[] {
  const rows = results.filter((row) => !isEmpty(row));
  const columns = new Map<string, Column>();
  rows.forEach((row, index) => {
    for (const { field = '', value = '' } of row) {
      if (field === '@ptr') continue;
      const column = columns.get(field) ?? { name: field, type: typeOf(value), values: [] };
      columns.set(field, set(column, index, value, rows));
    }
  });
  return [...columns.values()].map((column) => ({
    ...column,
    values: rows.map((_, index) => column.values[index] ?? null),
  }));
}

const isEmpty = (row: readonly AnsweredField[]): boolean =>
  row.length === 0 ||
  (row.length === 1 && (row[0]?.value === undefined || goTime(row[0].value) !== undefined));

function typeOf(value: string): Column['type'] {
  if (goTime(value) !== undefined) return 'time';
  return goFloat(value) === undefined ? 'string' : 'number';
}

function set(
  column: Column,
  index: number,
  value: string,
  rows: readonly (readonly AnsweredField[])[],
): Column {
  const { name, type, values } = column;
  if (type === 'string') values[index] = value;
  else {
    const read = type === 'time' ? goTime(value) : goFloat(value);
    if (read === undefined && type === 'time') throw new NotATime(value);
    if (read === undefined) return asText(name, index, rows);
    values[index] = read;
  }
  return column;
}

function asText(name: string, last: number, rows: readonly (readonly AnsweredField[])[]): Column {
  const values = rows
    .slice(0, last + 1)
    .map((row) => row.findLast(({ field }) => field === name)?.value ?? null);
  return { name, type: 'string', values };
}

const GO_TYPES = { time: 'time.Time', number: 'float64', string: 'string' } as const;

/** The frame's field of a column. */
export function fieldOf({ name, type }: Column): FrameField {
  const config =
    name === '@timestamp'
      ? { displayName: 'Time' }
      : HIDDEN.has(name)
        ? { custom: { hidden: true } }
        : null;
  return {
    name,
    type,
    typeInfo: { frame: GO_TYPES[type], nullable: true },
    ...(config === null ? {} : { config }),
  };
}
