import { fieldMatchers, FieldMatcherID, reduceField, type MatcherConfig } from '@grafana/data';
import { columnsOf, configOf, type ColumnMapping } from './field-mappings.ts';
import { transformer } from './transformer.ts';

interface ConfigFromDataOptions {
  configRefId?: string;
  mappings?: ColumnMapping[];
  applyTo?: MatcherConfig;
}

/** "Config from query results": the answer to one query sets units, limits, mappings and colours of the others' fields. */
export const configFromData = transformer<ConfigFromDataOptions>(
  'configFromData',
  (frames, { configRefId = 'config', mappings = [], applyTo }) => {
    const source = frames.find((f) => f.refId === configRefId);
    if (!source) return frames;
    const config = configOf(columnsOf(source, mappings, false), ({ field, reducer }) => {
      const results = reduceField({ field, reducers: [reducer] }) as Record<string, unknown>;
      return results[reducer];
    });
    const matcher = applyTo ?? { id: FieldMatcherID.numeric };
    const matches = fieldMatchers.get(matcher.id).get(matcher.options);
    const others = frames.length > 1 ? frames.filter((f) => f !== source) : frames;
    return others.map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) =>
        matches(field, frame, frames)
          ? { ...field, state: undefined, config: { ...field.config, ...config } }
          : field,
      ),
    }));
  },
);
