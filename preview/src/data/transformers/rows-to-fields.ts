import type { Field, Labels } from '@grafana/data';
import { columnsOf, configOf, LABEL, NAME, VALUE, type ColumnMapping } from './field-mappings.ts';
import { transformer } from './transformer.ts';

interface RowsToFieldsOptions {
  mappings?: ColumnMapping[];
}

/** "Rows to fields": each row becomes a field; other columns become its configuration or labels. */
export const rowsToFields = transformer<RowsToFieldsOptions>('rowsToFields', (frames, options) =>
  frames.map((frame) => {
    const columns = columnsOf(frame, options.mappings ?? [], true);
    const names = columns.find((c) => c.use === NAME)?.field;
    const values = columns.find((c) => c.use === VALUE)?.field;
    if (!names || !values) return frame;
    const fields = Array.from({ length: frame.length }, (_, row): Field => {
      const labels: Labels = { ...names.labels };
      for (const { name, field, use } of columns) {
        const value = field.values[row] as unknown;
        if (use === LABEL && value !== null && value !== undefined) labels[name] = String(value);
      }
      return {
        name: String(names.values[row]),
        type: values.type,
        config: configOf(columns, ({ field }) => field.values[row] as unknown),
        values: [values.values[row]],
        labels,
      };
    });
    return { fields, length: 1 };
  }),
);
