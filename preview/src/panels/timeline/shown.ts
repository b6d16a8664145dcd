import type { Field } from '@grafana/data';
import { MappingType, SpecialValueMatch, type ValueMapping } from '@grafana/schema';

/** Which values of a field have a box: all but null and NaN, and those too where a mapping says what they mean. */
export function isShown(field: Field): (value: unknown) => boolean {
  const mapped = (match: SpecialValueMatch): boolean =>
    ((field.config.mappings ?? []) as ValueMapping[]).some(
      ({ type, options }) =>
        type === MappingType.SpecialValue &&
        (options.match === match || options.match === SpecialValueMatch.NullAndNan),
    );
  const [nulls, nans] = [mapped(SpecialValueMatch.Null), mapped(SpecialValueMatch.NaN)];
  return (value) =>
    value === undefined ? false : value === null ? nulls : Number.isNaN(value) ? nans : true;
}
