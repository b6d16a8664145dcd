import {
  IntervalVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { View } from './view.ts';

/** A selector over the values of a label on the series of a selector; more than one may be picked, all of them to begin with. */
export const labelVariable = (
  view: View,
  name: string,
  text: string,
  metric: string,
  labelName: string,
) =>
  new QueryVariableBuilder(name)
    .label(text)
    .datasource(view.metricsSource)
    .query({
      qryType: 1,
      query: `label_values(${metric}, ${labelName})`,
      refId: 'PrometheusVariableQueryEditor-VariableQuery',
    })
    .definition(`label_values(${metric}, ${labelName})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    // Also what has no such label: an old task, a scrape that failed.
    .allValue('.*')
    .current({ text: 'All', value: '$__all' });

/** The width of a bar in the log panels. */
export const intervalVariable = (
  name: string,
  text: string,
  values: readonly string[],
  initial: string,
) =>
  new IntervalVariableBuilder(name)
    .label(text)
    .values(values.join(','))
    .current({ text: initial, value: initial })
    .options(values.map((value) => ({ text: value, value, selected: value === initial })));
