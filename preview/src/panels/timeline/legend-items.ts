import { FieldColorModeId, type Field, type GrafanaTheme2 } from '@grafana/data';
import type { VizLegendItem } from '@grafana/ui';
import { thresholdItems } from './threshold-states.ts';

/** What the colours mean: the ranges of the thresholds, else every state that occurs. */
export function legendItems(fields: readonly Field[], theme: GrafanaTheme2): VizLegendItem[] {
  const first = fields[0];
  if (!first) return [];
  const mode = first.config.color?.mode ?? FieldColorModeId.Fixed;
  if (mode === FieldColorModeId.Thresholds && (first.config.thresholds?.steps.length ?? 0) > 1)
    return thresholdItems(first.config, theme);
  if (mode.startsWith('continuous')) return [];
  const states = new Map<string, string>();
  for (const field of fields) {
    if (field.config.custom?.hideFrom?.legend) continue;
    for (const value of field.values as unknown[]) {
      if (value === undefined) continue;
      const shown = field.display?.(value);
      if (shown?.color) states.set(shown.text, shown.color);
    }
  }
  return [...states]
    .filter(([label]) => label.length > 0)
    .map(([label, color]) => ({
      label,
      color: theme.visualization.getColorByName(color),
      yAxis: 1,
    }));
}
