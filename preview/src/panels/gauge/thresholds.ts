import {
  FALLBACK_COLOR,
  FieldColorModeId,
  GAUGE_DEFAULT_MAXIMUM,
  GAUGE_DEFAULT_MINIMUM,
  getActiveThreshold,
  ThresholdsMode,
  type FieldDisplay,
  type GrafanaTheme2,
} from '@grafana/data';
import { END, START } from './geometry.ts';

/** The end of a part of the dial, in the scale's values, and the colour up to it. */
export interface Stop {
  readonly value: number;
  readonly color: string;
}

/** A dial's scale: the field's values, or percents of its range where thresholds are given as such. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly neutral: number | undefined;
  readonly stops: readonly Stop[];
}

/** What a dial shows of a value. Limits have the field's decimals, else two, where the rim is drawn. */
export function scaleOf(
  { field, display }: FieldDisplay,
  markers: boolean,
  theme: GrafanaTheme2,
): Scale {
  const decimals = field.decimals ?? 2;
  const rounded = (v: number): number => Number(v.toFixed(decimals));
  const percentage = field.thresholds?.mode === ThresholdsMode.Percentage;
  const min = percentage ? 0 : (field.min ?? GAUGE_DEFAULT_MINIMUM);
  const max = percentage ? 100 : (field.max ?? GAUGE_DEFAULT_MAXIMUM);
  return {
    min: markers ? rounded(min) : min,
    max: markers ? rounded(max) : max,
    value: percentage && display.percent !== undefined ? display.percent * 100 : display.numeric,
    neutral: (field.custom as { neutral?: number } | undefined)?.neutral,
    stops: stopsOf(),
  };

  function stopsOf(): Stop[] {
    const color = (name: string): string => theme.visualization.getColorByName(name);
    if (field.color?.mode !== FieldColorModeId.Thresholds)
      return [{ value: field.min ?? GAUGE_DEFAULT_MINIMUM, color: display.color ?? FALLBACK_COLOR }];
    const steps = field.thresholds?.steps ?? [];
    const first = getActiveThreshold(min, steps);
    const last = getActiveThreshold(max, steps);
    const between = steps.slice(steps.indexOf(first) + 1, Math.max(0, steps.indexOf(last) + 1));
    const ends = between.map((step, i): Stop => ({
      value: step.value,
      color: color((between[i - 1] ?? first).color),
    }));
    return [
      { value: rounded(min), color: color(first.color) },
      ...ends,
      { value: rounded(max), color: color(last.color) },
    ].sort((a, b) => a.value - b.value);
  }
}

/** Where a value is on the dial, in half turns; values beyond the limits are at its ends. */
export const angleOf = ({ min, max }: Scale, value: number): number =>
  Math.min(END, Math.max(START, START + (END - START) * ((value - min) / (max - min)))) || START;

/** The band has the colour of its threshold, even where a mapping gives the text another. */
export const bandColor = ({ stops, value }: Scale): string | undefined =>
  (stops.find((stop) => value < stop.value) ?? stops.at(-1))?.color;

/** Where the rim has figures. */
export const labelValues = ({ min, max, stops, neutral }: Scale): number[] => [
  min,
  max,
  ...[...stops.map((stop) => stop.value), ...(neutral === undefined ? [] : [neutral])].filter(
    (v) => v > min && v < max,
  ),
];
