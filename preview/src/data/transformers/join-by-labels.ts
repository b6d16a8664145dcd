import { FieldType, type DataFrame } from '@grafana/data';
import { newColumn, transformer } from './transformer.ts';

interface JoinByLabelsOptions {
  /** The label whose values become columns. */
  value?: string;
  /** Labels that tell rows apart; all others without it. */
  join?: string[];
}

/** "Join by labels": a row for each combination of labels, a column for each value of the chosen one. */
export const joinByLabels = transformer<JoinByLabelsOptions>('joinByLabels', (frames, options) => {
  if (frames.length === 0) return frames;
  const labelled = frames
    .flatMap((f) => f.fields)
    .filter((f) => f.labels !== undefined && f.type !== FieldType.time);
  const all = [...new Set(labelled.flatMap((f) => Object.keys(f.labels ?? {})))];
  const { value = '' } = options;
  if (value === '') return [failure('No value label configured')];
  if (all.length === 0) return [failure('No labels in result')];
  if (!all.includes(value)) return [failure('Value label not found')];
  const join = (options.join?.length ? options.join : all).filter((name) => name !== value);
  const columns = [...Map.groupBy(labelled, (f) => f.labels?.[value] ?? '')];
  const groups = [
    ...Map.groupBy(labelled, (f) => JSON.stringify(join.map((name) => f.labels?.[name]))).values(),
  ];
  // Values of one combination stand below each other: it has as many rows as its longest column.
  const blocks = groups.map((fields) => {
    const values = columns.map(([name]) =>
      fields.filter((f) => (f.labels?.[value] ?? '') === name).flatMap((f) => f.values as unknown[]),
    );
    return { labels: fields[0]?.labels ?? {}, values, rows: Math.max(1, ...values.map((v) => v.length)) };
  });
  const spread = <T>(of: (block: (typeof blocks)[number], row: number) => T): T[] =>
    blocks.flatMap((block) => Array.from({ length: block.rows }, (_, row) => of(block, row)));
  const fields = [
    ...join.map((name) => newColumn(name, FieldType.string, spread((block) => block.labels[name]))),
    ...columns.map(([name, [first]], i) =>
      newColumn(name, first?.type ?? FieldType.number, spread((block, row) => block.values[i]?.[row])),
    ),
  ];
  return [{ fields, length: blocks.reduce((sum, block) => sum + block.rows, 0) }];
});

const failure = (text: string): DataFrame => ({
  fields: [newColumn('Error', FieldType.string, [text])],
  length: 1,
});
