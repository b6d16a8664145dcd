import { FALLBACK_COLOR, MappingType, type GrafanaTheme2, type ValueMapping } from '@grafana/data';
import type { VizLegendItem } from '@grafana/ui';

/** A legend entry for each value, range or pattern that is mapped. */
export const mappingItems = (
  mappings: readonly ValueMapping[],
  theme: GrafanaTheme2,
): VizLegendItem[] =>
  mappings.flatMap(labelled).map(([label, color]) => ({
    label,
    color: theme.visualization.getColorByName(color ?? FALLBACK_COLOR),
    yAxis: 1,
  }));

function labelled(mapping: ValueMapping): [label: string, color: string | undefined][] {
  switch (mapping.type) {
    case MappingType.ValueToText:
      return Object.entries(mapping.options).map(([value, { color }]) => [value, color]);
    case MappingType.RangeToText: {
      const { from, to, result } = mapping.options;
      return [[`[${from} - ${to}]${result.text ? ` ${result.text}` : ''}`, result.color]];
    }
    case MappingType.RegexToText:
      return [[mapping.options.result.text || mapping.options.pattern, mapping.options.result.color]];
    case MappingType.SpecialValue:
      return [[mapping.options.result.text || mapping.options.match, mapping.options.result.color]];
  }
}
