import {
  fieldMatchers,
  FieldMatcherID,
  getFieldDisplayName,
  reduceField,
  type DataFrame,
  type FieldConfig,
  type MatcherConfig,
} from '@grafana/data';
import { transformer } from './transformer.ts';

interface ConfigMapping {
  fieldName: string;
  handlerKey?: string | null;
  reducerId?: string;
  handlerArguments?: { threshold?: { color?: string } };
}

interface ConfigFromDataOptions {
  configRefId?: string;
  mappings?: ConfigMapping[];
  applyTo?: MatcherConfig;
}

type Handler = (value: unknown, mapping: ConfigMapping | undefined) => FieldConfig;

const number = (key: string): Handler => (value) => ({ [key]: Number(value) });
const text = (key: string): Handler => (value) => ({ [key]: String(value) });

/** What a value of the configuration query may become; a column without a mapping counts by its name. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  name: text('displayName'),
  displayName: text('displayName'),
  unit: text('unit'),
  min: number('min'),
  max: number('max'),
  decimals: number('decimals'),
  color: (value) => ({ color: { mode: 'fixed', fixedColor: String(value) } }),
  threshold1: (value, mapping) => ({
    thresholds: {
      mode: 'absolute' as never,
      steps: [
        { color: 'green', value: -Infinity },
        { color: mapping?.handlerArguments?.threshold?.color ?? 'red', value: Number(value) },
      ],
    },
  }),
};

/** "Config from query results": the answer to one query sets units, limits and colours of the others' fields. */
export const configFromData = transformer<ConfigFromDataOptions>(
  'configFromData',
  (frames, { configRefId = 'config', mappings = [], applyTo }) => {
    const source = frames.find((f) => f.refId === configRefId);
    if (!source) return frames;
    const config = configOf(source, mappings);
    const matcher = applyTo ?? { id: FieldMatcherID.numeric };
    const matches = fieldMatchers.get(matcher.id).get(matcher.options);
    const others = frames.filter((f) => f !== source);
    return others.map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) =>
        matches(field, frame, others)
          ? { ...field, state: undefined, config: { ...field.config, ...config } }
          : field,
      ),
    }));
  },
);

function configOf(frame: DataFrame, mappings: readonly ConfigMapping[]): FieldConfig {
  const parts = frame.fields.flatMap((field) => {
    const name = getFieldDisplayName(field, frame);
    const mapping = mappings.find((m) => m.fieldName === name);
    if (mapping?.handlerKey === null || mapping?.handlerKey === '__ignore') return [];
    const key = mapping?.handlerKey ?? name;
    const handler = Object.hasOwn(HANDLERS, key) ? HANDLERS[key] : undefined;
    if (!handler) {
      if (mapping?.handlerKey)
        throw new Error(
          `This preview does not know how the transformation "configFromData" uses "${key}"; Grafana does.`,
        );
      return [];
    }
    const reducer = mapping?.reducerId ?? 'lastNotNull';
    const value = (reduceField({ field, reducers: [reducer] }) as Record<string, unknown>)[reducer];
    return value === null || value === undefined ? [] : [handler(value, mapping)];
  });
  return Object.assign({}, ...parts) as FieldConfig;
}
