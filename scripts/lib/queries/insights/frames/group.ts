import { goG } from './go-values.ts';
import type { Column } from './table.ts';

/** The rows of one group. */
export interface Group {
  /** The values of the group's columns, one behind the other. */
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly columns: readonly Column[];
}

const asText = (column: Column): Column =>
  column.type === 'number'
    ? { ...column, type: 'string', values: column.values.map((v) => goG(Number(v ?? 0))) }
    : column;

/**
 * Splits the rows by the columns that statsGroups names, times excepted; groups come as they first appear.
 * `drop`: the group's columns are taken out, which is what the server does. The browser's way keeps them.
 */
export function groupColumns(
  columns: readonly Column[],
  statsGroups: readonly string[],
  drop: boolean,
): Group[] {
  const isGroup = ({ name }: Column): boolean => statsGroups.includes(name);
  const all = columns.map((column) => (isGroup(column) ? asText(column) : column));
  const grouping = all.filter((column) => isGroup(column) && column.type === 'string');
  const kept = drop ? all.filter((column) => !grouping.includes(column)) : all;
  const groups = new Map<string, { labels: Record<string, string>; rows: number[] }>();
  for (let row = 0; row < (columns[0]?.values.length ?? 0); row++) {
    const values = grouping.map(({ values: v }) => v[row]);
    const key = values.map((value) => value ?? '').join('');
    const known = groups.get(key);
    if (known !== undefined) {
      known.rows.push(row);
      continue;
    }
    const labels = grouping.flatMap(({ name }, i) =>
      values[i] == null ? [] : [[name, String(values[i])] as const],
    );
    groups.set(key, { labels: Object.fromEntries(labels), rows: [row] });
  }
  return [...groups].map(([key, { labels, rows }]) => ({
    key,
    labels,
    columns: kept.map((column) => ({
      ...column,
      values: rows.map((row) => column.values[row] ?? null),
    })),
  }));
}
