import { colorManipulator, FieldColorModeId, MappingType, type Field } from '@grafana/data';
import type { Chart } from './chart.ts';

/** The colour of single bars; undefined where each series has its own. */
export interface BarColors {
  /** Of the bar of this series (its place in the frame) in this category. */
  readonly of: (series: number, category: number) => string | undefined;
  readonly opacity: number;
}

/** Bars are coloured one by one by another field, by thresholds, or where a value mapping has a colour. */
export function barColors({ frame, colorBy }: Chart): BarColors | undefined {
  const display = colorBy?.display;
  if (colorBy && display)
    return {
      of: (_, category) => display(colorBy.values[category]).color,
      opacity: opacityOf(colorBy),
    };
  if (!frame.fields.some(hasOwnColors)) return undefined;
  return {
    of: (series, category) => {
      const field = frame.fields[series];
      return field?.display?.(field.values[category]).color;
    },
    opacity: opacityOf(frame.fields.find((f) => f.type === 'number')),
  };
}

const opacityOf = (field: Field | undefined): number =>
  ((field?.config.custom?.fillOpacity as number | undefined) ?? 100) / 100;

const hasOwnColors = ({ config }: Field): boolean =>
  config.color?.mode === FieldColorModeId.Thresholds ||
  (config.mappings ?? []).some((m) =>
    m.type === MappingType.ValueToText
      ? Object.values(m.options).some(({ color }) => color !== undefined && color !== null)
      : (m.options.result.color ?? undefined) !== undefined,
  );

/** Fills and strokes of one series' bars, as uPlot takes them. */
export function columnColors(
  { of, opacity }: BarColors,
  series: number,
  values: readonly unknown[],
): { fill: (string | null)[]; stroke: (string | null)[] } {
  const stroke = values.map((v, i) =>
    v === null || v === undefined ? null : (of(series, i) ?? null),
  );
  const fill = stroke.map((c) => (c && opacity < 1 ? colorManipulator.alpha(c, opacity) : c));
  return { fill, stroke };
}
