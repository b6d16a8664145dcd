import { FieldColorModeId, ThresholdsMode, type FieldDisplay, type GrafanaTheme2, type Threshold } from '@grafana/data';

/** A part of the rim, in the field's values. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly color: string;
}

/** The coloured parts of the rim; none where the value's colour does not come from thresholds. */
export function stepsOf(value: FieldDisplay, min: number, max: number, theme: GrafanaTheme2): Step[] {
  const { thresholds, color } = value.field;
  if (color?.mode !== FieldColorModeId.Thresholds && color?.mode !== undefined) return [];
  const steps = thresholds?.steps ?? [];
  const absolute = (step: Threshold): number =>
    thresholds?.mode === ThresholdsMode.Percentage
      ? min + (max - min) * (step.value / 100)
      : step.value;
  return steps.flatMap((step, i) => {
    const from = Math.max(min, i === 0 ? min : absolute(step));
    const next = steps[i + 1];
    const to = Math.min(max, next ? absolute(next) : max);
    return to > from ? [{ from, to, color: theme.visualization.getColorByName(step.color) }] : [];
  });
}

/** The band has the colour of its threshold, even where a mapping gives the text another. */
export const colorAt = (steps: readonly Step[], v: number): string | undefined =>
  (steps.findLast((s) => v >= s.from) ?? steps[0])?.color;

/** Where the rim has figures. */
export const labelValues = (steps: readonly Step[], min: number, max: number): number[] => [
  ...new Set([min, ...steps.map((s) => s.from), max]),
];
