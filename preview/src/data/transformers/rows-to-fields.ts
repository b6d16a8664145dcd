import { FieldType, getFieldDisplayName, type Field, type Labels } from '@grafana/data';
import { transformer } from './transformer.ts';

interface RowsToFieldsOptions {
  mappings?: { fieldName: string; handlerKey?: string | null }[];
}

/** "Rows to fields": each row becomes a field; other columns become its configuration or labels. */
export const rowsToFields = transformer<RowsToFieldsOptions>('rowsToFields', (frames, options) =>
  frames.map((frame) => {
    const handlers = new Map(
      options.mappings?.map((m) => [m.fieldName, m.handlerKey ?? undefined]),
    );
    const nameField =
      frame.fields.find((f) => handlers.get(getFieldDisplayName(f, frame)) === 'field.name') ??
      frame.fields.find((f) => f.type === FieldType.string);
    const valueField =
      frame.fields.find((f) => handlers.get(getFieldDisplayName(f, frame)) === 'field.value') ??
      frame.fields.find((f) => f.type === FieldType.number);
    if (!nameField || !valueField) return frame;
    const others = frame.fields.filter((f) => f !== nameField && f !== valueField);
    const fields = Array.from({ length: frame.length }, (_, row): Field => {
      const config: Record<string, unknown> = { ...valueField.config };
      const labels: Labels = {};
      for (const other of others) {
        const key = getFieldDisplayName(other, frame);
        const handler =
          handlers.get(key) ??
          (/^(unit|min|max|decimals|displayName|color)$/.test(key) ? key : 'field.label');
        const value = other.values[row] as unknown;
        if (handler === '__ignore') continue;
        if (handler === 'field.label') labels[key] = String(value);
        else if (handler === 'color')
          config['color'] = { mode: 'fixed', fixedColor: String(value) };
        else
          config[handler] =
            handler === 'min' || handler === 'max' || handler === 'decimals'
              ? Number(value)
              : value;
      }
      return {
        name: String(nameField.values[row]),
        type: valueField.type,
        config,
        values: [valueField.values[row]],
        ...(Object.keys(labels).length > 0 && { labels }),
      };
    });
    return { ...frame, fields, length: 1 };
  }),
);
