import type { Field } from '@grafana/data';

/** `custom.hideFrom` of a series that somebody hid in the legend, where it still stands. */
export const SWITCHED_OFF = { legend: false, tooltip: false, viz: true, switchedOff: true };

export const isSwitchedOff = (field: Field): boolean =>
  field.config.custom?.hideFrom?.switchedOff === true;
