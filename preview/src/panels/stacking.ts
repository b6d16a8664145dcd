import type { DataFrame, Field } from '@grafana/data';
import { buildScaleKey } from '@grafana/ui';
import { GraphTransform, StackingMode } from '@grafana/schema';

/** Series that stand on each other, by their place in the frame: above zero (1) or below it (-1). */
export interface StackGroup {
  readonly series: number[];
  readonly dir: -1 | 1;
}

type Values = (number | null | undefined)[];

const customOf = (field: Field | undefined): Record<string, unknown> =>
  (field?.config.custom as Record<string, unknown> | undefined) ?? {};

const stackingOf = (field: Field | undefined): { mode?: StackingMode; group?: string } =>
  (customOf(field)['stacking'] as { mode?: StackingMode; group?: string } | undefined) ?? {};

const isDrawn = (field: Field | undefined): boolean =>
  !(customOf(field)['hideFrom'] as { viz?: boolean } | undefined)?.viz;

/** Grafana's groups: same direction, mode, group name and scale. A series counts as negative when most values are. */
export function stackGroups(frame: DataFrame): StackGroup[] {
  const groups = new Map<string, StackGroup>();
  frame.fields.forEach((field, index) => {
    const { mode = StackingMode.None, group } = stackingOf(field);
    if (index === 0 || mode === StackingMode.None || !isDrawn(field)) return;
    const flipped = customOf(field)['transform'] === GraphTransform.NegativeY;
    const dir = isMostlyNegative(field.values as Values) === flipped ? 1 : -1;
    const key = [dir, mode, group, buildScaleKey(field.config, field.type)].join('|');
    const found = groups.get(key) ?? { series: [], dir };
    found.series.push(index);
    groups.set(key, found);
  });
  return [...groups.values()];
}

function isMostlyNegative(values: Values): boolean {
  const numbers = values.filter((v): v is number => typeof v === 'number');
  return numbers.filter((v) => v < 0).length > numbers.filter((v) => v > 0).length;
}

export interface Stacked {
  /** A column a field: x, then the upper edge of each series' bar or area. */
  readonly data: Values[];
  /** What each series' whole stack comes to; the series' own values where it is not stacked. */
  readonly totals: Values[];
}

/** Values as they are drawn: flipped, summed within their group, and as shares of it where that is asked for. */
export function stacked(frame: DataFrame, groups: readonly StackGroup[]): Stacked {
  const length = frame.length;
  const groupOf = frame.fields.map((_, i) => groups.find(({ series }) => series.includes(i)));
  const sums = new Map(groups.map((group) => [group, new Array<number>(length).fill(0)]));
  const data = frame.fields.map((field, index): Values => {
    const values = index === 0 ? (field.values as Values) : transformed(field);
    const group = groupOf[index];
    const sum = group && sums.get(group);
    if (!group || !sum) return values;
    const any = (i: number): boolean =>
      group.series.some((s) => (frame.fields[s]?.values[i] ?? null) !== null);
    return values.map((v, i) => {
      if (v === null || v === undefined) return any(i) ? sum[i] : v;
      sum[i] = (sum[i] ?? 0) + v;
      return sum[i];
    });
  });
  const totals = data.map((values, i) => {
    const group = groupOf[i];
    return (group && sums.get(group)) ?? values;
  });
  return {
    totals,
    data: data.map((values, index) => {
      const group = groupOf[index];
      if (!group || stackingOf(frame.fields[index]).mode !== StackingMode.Percent) return values;
      return values.map((v, i) => {
        const total = totals[index]?.[i];
        return v === null || v === undefined ? v : total ? group.dir * (v / total) : 0;
      });
    }),
  };
}

function transformed(field: Field): Values {
  const values = field.values as Values;
  switch (customOf(field)['transform']) {
    case GraphTransform.NegativeY:
      return values.map((v) => (v === null || v === undefined ? v : -v));
    case GraphTransform.Constant: {
      const first = values.findIndex((v) => v !== null && v !== undefined);
      return values.map((v, i) => (i === first ? v : undefined));
    }
    default:
      return values;
  }
}

/** The frame with these columns in place of its own. */
export const withValues = (frame: DataFrame, columns: readonly Values[]): DataFrame => ({
  ...frame,
  fields: frame.fields.map((field, i) => ({ ...field, values: columns[i] ?? [] })),
});
