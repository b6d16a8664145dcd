import {
  FieldType,
  formattedValueToString,
  getValueFormat,
  ThresholdsMode,
  type DisplayValue,
  type Field,
  type FieldConfig,
  type GrafanaTheme2,
} from '@grafana/data';
import type { VizLegendItem } from '@grafana/ui';

/** Numbers as the threshold range that they fall into: what Grafana shows of a merged number with thresholds. */
export function thresholdStates(field: Field, theme: GrafanaTheme2): Field {
  const items = thresholdItems(field.config, theme);
  const steps = field.config.thresholds?.steps ?? [];
  if (steps.length === 0) return field;
  const percentage = field.config.thresholds?.mode === ThresholdsMode.Percentage;
  const { min = 0, max = 100 } = {
    ...field.state?.range,
    ...(field.config.min !== undefined && field.config.min !== null && { min: field.config.min }),
    ...(field.config.max !== undefined && field.config.max !== null && { max: field.config.max }),
  } as { min?: number; max?: number };
  const values = field.values.map((v: unknown) => {
    if (typeof v !== 'number') return v;
    const compared = percentage ? ((v - min) / (max - min || 1)) * 100 : v;
    const index = steps.findLastIndex((s) => compared >= s.value);
    return items[Math.max(0, index)]?.label;
  });
  const byLabel = new Map(items.map((item) => [item.label, item.color]));
  const display = (value: unknown): DisplayValue => ({
    text: value === null || value === undefined ? '' : String(value),
    color: byLabel.get(String(value)) ?? '',
    numeric: NaN,
  });
  return { ...field, type: FieldType.string, values, display };
}

/** A legend entry for each range between thresholds. */
export function thresholdItems(config: FieldConfig, theme: GrafanaTheme2): VizLegendItem[] {
  const steps = config.thresholds?.steps ?? [];
  const format = getValueFormat(
    config.thresholds?.mode === ThresholdsMode.Percentage ? 'percent' : (config.unit ?? ''),
  );
  return steps.map((step, i) => {
    const lowest = step.value === -Infinity && i < steps.length - 1;
    const value = formattedValueToString(
      format(lowest ? (steps[i + 1]?.value ?? 0) : step.value, config.decimals ?? undefined),
    );
    return {
      label: `${lowest ? '< ' : ''}${value}${lowest ? '' : '+'}`,
      color: theme.visualization.getColorByName(step.color),
      yAxis: 1,
    };
  });
}
