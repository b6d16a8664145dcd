import {
  getFieldDisplayValues,
  type FieldDisplay,
  type GrafanaTheme2,
  type ReduceDataOptions,
} from '@grafana/data';
import { fieldConfigOf } from '../data/frames.ts';
import type { PanelProps } from './panel-props.ts';

/** The values of a panel that shows one figure a series (stat, gauge, bar gauge, pie chart). */
export function reducedValues(
  { panel, frames, timeZone, replace }: PanelProps,
  theme: GrafanaTheme2,
  sparkline: boolean,
  percentChange = false,
): FieldDisplay[] {
  const reduceOptions = (panel.options?.['reduceOptions'] as ReduceDataOptions | undefined) ?? {
    calcs: ['lastNotNull'],
    values: false,
  };
  return getFieldDisplayValues({
    fieldConfig: fieldConfigOf(panel.fieldConfig),
    reduceOptions: {
      ...reduceOptions,
      calcs: reduceOptions.calcs?.length ? reduceOptions.calcs : ['lastNotNull'],
    },
    replaceVariables: replace,
    theme,
    data: frames,
    sparkline,
    percentChange,
    timeZone,
  });
}
