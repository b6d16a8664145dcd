import {
  anyToNumber,
  FieldType,
  getFieldDisplayName,
  MappingType,
  ReducerID,
  ThresholdsMode,
  type DataFrame,
  type Field,
  type FieldConfig,
} from '@grafana/data';

/** How a column is used: `handlerKey` names it, the column's own name does where there is no mapping. */
export interface ColumnMapping {
  readonly fieldName: string;
  readonly handlerKey?: string | null;
  readonly reducerId?: string;
  readonly handlerArguments?: { readonly threshold?: { readonly color?: string } };
}

/** What a column is used for: one of `HANDLERS`, the name or value of a field, a label, or nothing. */
export interface Column {
  readonly field: Field;
  readonly name: string;
  readonly use: string | undefined;
  readonly mapping: ColumnMapping | undefined;
  readonly reducer: string;
}

export const [NAME, VALUE, LABEL, IGNORE] = ['field.name', 'field.value', 'field.label', '__ignore'];

/** Values of a mapping, while they are gathered from up to three columns. */
interface Gathered {
  values?: readonly unknown[];
  texts?: readonly unknown[];
  colors?: readonly unknown[];
}

type Handler = (
  value: unknown,
  config: FieldConfig,
  gathered: Gathered,
  mapping: ColumnMapping | undefined,
) => void;

const numeric =
  (key: 'min' | 'max' | 'decimals', accepts: (n: number) => boolean = () => true): Handler =>
  (value, config) => {
    const number = anyToNumber(value);
    if (!Number.isNaN(number) && accepts(number)) config[key] = number;
  };

const list =
  (key: keyof Gathered): Handler =>
  (value, _, gathered) => {
    if (Array.isArray(value)) gathered[key] = value;
  };

/** What a value may set (documentation, "Config from query results"). */
const HANDLERS: Readonly<Record<string, Handler>> = {
  min: numeric('min'),
  max: numeric('max'),
  decimals: numeric('decimals', (n) => Number.isInteger(n) && n >= 0 && n <= 15),
  unit: (value, config) => void (config.unit = String(value)),
  displayName: (value, config) => void (config.displayName = String(value)),
  displayname: (value, config) => void (config.displayName = String(value)),
  color: (value, config) => void (config.color = { mode: 'fixed', fixedColor: String(value) }),
  threshold1: (value, config, _, mapping) => {
    const number = anyToNumber(value);
    if (Number.isNaN(number)) return;
    const color = mapping?.handlerArguments?.threshold?.color ?? 'red';
    const steps = [...(config.thresholds?.steps ?? []), { value: number, color }];
    config.thresholds = { mode: ThresholdsMode.Absolute, steps };
  },
  'mappings.value': list('values'),
  'mappings.text': list('texts'),
  'mappings.color': list('colors'),
};

/** What each column of a frame is used for. `named` also looks for a column of names and one of values, and makes the rest labels. */
export function columnsOf(
  frame: DataFrame,
  mappings: readonly ColumnMapping[],
  named: boolean,
): Column[] {
  const taken = new Set(mappings.map((m) => m.handlerKey));
  const first = (type: FieldType): Field | undefined =>
    frame.fields.find((field) => {
      const name = getFieldDisplayName(field, frame);
      const free = !mappings.some((m) => m.fieldName === name) && !known(name.toLowerCase());
      return free && field.type === type;
    });
  const [names, values] = [
    named && !taken.has(NAME) ? first(FieldType.string) : undefined,
    named && !taken.has(VALUE) ? first(FieldType.number) : undefined,
  ];
  return frame.fields.map((field): Column => {
    const name = getFieldDisplayName(field, frame);
    const mapping = mappings.find((m) => m.fieldName === name);
    const key = mapping ? (mapping.handlerKey ?? undefined) : name.toLowerCase();
    if (mapping && key !== undefined && !known(key))
      throw new Error(`This preview does not know how a column becomes "${key}"; Grafana does.`);
    const own =
      field === names ? NAME : field === values ? VALUE : known(key) ? key : undefined;
    const use = own ?? (named ? LABEL : undefined);
    const all = use?.startsWith('mappings.') ?? false;
    const reducer = mapping?.reducerId ?? (all ? ReducerID.allValues : ReducerID.lastNotNull);
    return { field, name, use, mapping, reducer };
  });
}

const known = (key: string | undefined): boolean =>
  key !== undefined &&
  (Object.hasOwn(HANDLERS, key) || [NAME, VALUE, LABEL, IGNORE].includes(key));

/** The field configuration that the columns' values make. */
export function configOf(
  columns: readonly Column[],
  valueOf: (column: Column) => unknown,
): FieldConfig {
  const config: FieldConfig = {};
  const gathered: Gathered = {};
  for (const column of columns) {
    const value = valueOf(column);
    if (value === null || value === undefined || column.use === undefined) continue;
    const handle = Object.hasOwn(HANDLERS, column.use) ? HANDLERS[column.use] : undefined;
    handle?.(value, config, gathered, column.mapping);
  }
  if (gathered.values) config.mappings = [mappingOf(gathered.values, gathered)];
  return config;
}

const mappingOf = (values: readonly unknown[], { texts, colors }: Gathered) => ({
  type: MappingType.ValueToText as const,
  options: Object.fromEntries(
    values.flatMap((value, index) =>
      value === null || value === undefined
        ? []
        : [
            [
              String(value),
              {
                index,
                ...(texts && { text: texts[index] as string }),
                ...(colors && { color: colors[index] as string }),
              },
            ],
          ],
    ),
  ),
});
