import {
  getFieldDisplayName,
  type DataFrame,
  type DataTransformerInfo,
  type Field,
  type FieldType,
} from '@grafana/data';
import { map } from 'rxjs/operators';

/** A transformation of Grafana's that @grafana/data does not ship (it lives in the application itself). */
export function transformer<Options>(
  id: string,
  change: (frames: DataFrame[], options: Options) => DataFrame[],
): DataTransformerInfo<Options> {
  return {
    id,
    name: id,
    description: '',
    operator: (options) => (source) => source.pipe(map((frames) => change(frames, options))),
  };
}

/** The column of that name, as it is called or as it is shown. */
export const findField = (frame: DataFrame, name: string | undefined): Field | undefined =>
  name === undefined
    ? undefined
    : frame.fields.find((f) => f.name === name || getFieldDisplayName(f, frame) === name);

/** A column that a transformation makes. */
export const newColumn = (name: string, type: FieldType, values: unknown[]): Field => ({
  name,
  type,
  config: {},
  values,
});
