import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { colors } from './colors.ts';

/** Good below `warning`, critical from `critical` on; in the panel's unit. */
export const rising = ({ warning, critical }: { warning: number; critical: number }) =>
  steps([
    { value: null, color: colors.good },
    { value: warning, color: colors.warning },
    { value: critical, color: colors.critical },
  ]);

/** Critical below `critical`, good from `good` on; in the panel's unit. */
export const falling = ({ critical, good }: { critical: number; good: number }) =>
  steps([
    { value: null, color: colors.critical },
    { value: critical, color: colors.warning },
    { value: good, color: colors.good },
  ]);

/** Critical below `least`, good from it on; in the panel's unit. */
export const atLeast = (least: number) =>
  steps([
    { value: null, color: colors.critical },
    { value: least, color: colors.good },
  ]);

/** A figure that is neither good nor bad. */
export const informative = () => steps([{ value: null, color: colors.blue }]);

const steps = (list: { value: number | null; color: string }[]) =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(list);
