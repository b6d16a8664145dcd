import {
  fieldReducers,
  getDisplayProcessor,
  reduceField,
  type DisplayValue,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';

/** The figures that a legend shows of a series, under Grafana's names for them. */
export const calcValues = (
  field: Field,
  calcs: readonly string[],
  theme: GrafanaTheme2,
): DisplayValue[] =>
  calcs.map((calc) => {
    const value = (reduceField({ field, reducers: [calc] }) as Record<string, number>)[calc];
    return {
      ...(field.display ?? getDisplayProcessor({ field, theme }))(value),
      title: fieldReducers.getIfExists(calc)?.name ?? calc,
    };
  });
