import {
  fieldReducers,
  getDisplayProcessor,
  reduceField,
  ReducerID,
  type DisplayValue,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';

/** Calculations whose result has another unit than the field's values. */
const OWN_UNITS: Readonly<Record<string, string>> = {
  [ReducerID.diffperc]: 'percent',
  [ReducerID.count]: 'none',
  [ReducerID.changeCount]: 'none',
  [ReducerID.distinctCount]: 'none',
};

/** The figures that a legend shows of a series, under Grafana's names for them. */
export const calcValues = (
  field: Field,
  calcs: readonly string[],
  theme: GrafanaTheme2,
): DisplayValue[] =>
  calcs.map((calc) => {
    const value = (reduceField({ field, reducers: [calc] }) as Record<string, number>)[calc];
    const unit = OWN_UNITS[calc];
    const display =
      unit === undefined
        ? (field.display ?? getDisplayProcessor({ field, theme }))
        : getDisplayProcessor({ field: { ...field, config: { ...field.config, unit } }, theme });
    return { ...display(value), title: fieldReducers.getIfExists(calc)?.name ?? calc };
  });
