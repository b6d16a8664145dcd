import { FieldType, type DataFrame, type Field } from '@grafana/data';
import { levelOf, type Level } from './levels.ts';

export interface LogRow {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly level: Level;
  readonly body: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Other columns. */
  readonly fields: Readonly<Record<string, string>>;
  /** Further lines that de-duplication took together with this one. */
  readonly duplicates: number;
}

/** The lines of log frames: CloudWatch's (`@timestamp`, `@message`), Loki's and the `log-lines` type. */
export function logRows(frames: readonly DataFrame[], order: string): LogRow[] {
  const rows = frames.flatMap(rowsOf);
  const sign = order === 'Ascending' ? 1 : -1;
  return rows
    .map((row, i) => ({ row, i }))
    .sort((a, b) => sign * (a.row.time - b.row.time) || a.i - b.i)
    .map(({ row }) => row);
}

function rowsOf(frame: DataFrame): LogRow[] {
  const named = (...names: string[]): Field | undefined =>
    names.map((n) => frame.fields.find((f) => f.name === n)).find(Boolean);
  const time =
    named('timestamp', '@timestamp') ?? frame.fields.find((f) => f.type === FieldType.time);
  const body =
    named('body', '@message', 'Line', 'line', 'message') ??
    frame.fields.find((f) => f.type === FieldType.string);
  if (!time || !body) return [];
  const severity = named('severity', 'level', 'detected_level', 'lvl');
  const labels = named('labels', 'attributes');
  const rest = frame.fields.filter(
    (f) =>
      ![time, body, severity, labels].includes(f) &&
      f.type !== FieldType.time &&
      !['id', 'tsNs', '__log__grafana_internal__', '__logstream__grafana_internal__'].includes(
        f.name,
      ),
  );
  return Array.from({ length: frame.length }, (_, i): LogRow => {
    const text = body.values[i] as unknown;
    const line =
      typeof text === 'string'
        ? text
        : text === null || text === undefined
          ? ''
          : JSON.stringify(text);
    const own = { ...body.labels, ...(labels?.values[i] as Record<string, string> | undefined) };
    const said = severity?.values[i] as string | undefined;
    return {
      time: timeOf(time.values[i]),
      level: said ? levelOf(said) : own['level'] ? levelOf(own['level']) : levelOf(line),
      body: line,
      labels: own,
      fields: Object.fromEntries(
        rest.flatMap((f) =>
          f.values[i] === null || f.values[i] === undefined || f.values[i] === ''
            ? []
            : [[f.name, String(f.values[i])]],
        ),
      ),
      duplicates: 0,
    };
  });
}

const timeOf = (value: unknown): number =>
  typeof value === 'number' ? value : Date.parse(String(value)) || 0;

/** Labels that every line has with one value. */
export function commonLabels(rows: readonly LogRow[]): Record<string, string> {
  const first = rows[0];
  if (!first) return {};
  return Object.fromEntries(
    Object.entries(first.labels).filter(([k, v]) => rows.every((r) => r.labels[k] === v)),
  );
}

/** Neighbours that say the same (exactly, apart from numbers, or apart from letters and digits) as one. */
export function deduplicated(rows: readonly LogRow[], strategy: string): LogRow[] {
  const key: Record<string, (text: string) => string> = {
    exact: (t) => t.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.,]\d+(?:[+-]\d\d:\d\d|Z)/g, ''),
    numbers: (t) => t.replace(/\d/g, ''),
    signature: (t) => t.replace(/\w/g, ''),
  };
  const of = key[strategy];
  if (!of) return [...rows];
  const out: LogRow[] = [];
  for (const row of rows) {
    const last = out.at(-1);
    if (last && of(last.body) === of(row.body))
      out[out.length - 1] = { ...last, duplicates: last.duplicates + 1 };
    else out.push(row);
  }
  return out;
}
