import {
  cacheFieldDisplayNames,
  FieldType,
  getDisplayProcessor,
  outerJoinDataFrames,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';
import { StackingMode } from '@grafana/schema';
import { isSwitchedOff } from '../switched-off.ts';
import type { BarChartOptions } from './options.ts';

/** Categories, and a bar of each series in every one. */
export interface Chart {
  /** The categories, then the series that are drawn. */
  readonly frame: DataFrame;
  readonly x: Field;
  /** With those that somebody switched off in the legend. */
  readonly series: readonly Field[];
  readonly colorBy: Field | undefined;
}

/** The chart of some frames, or why there is none, in Grafana's words; '' where there are no rows. */
export function chartOf(
  frames: readonly DataFrame[],
  options: BarChartOptions,
  theme: GrafanaTheme2,
  timeZone: string,
): Chart | string {
  const first = frames[0];
  if (!first || frames.every((f) => f.length === 0)) return '';
  cacheFieldDisplayNames([...frames]);
  const timed = first.fields.some((f) => f.type === FieldType.time);
  const joined =
    timed && frames.length > 1
      ? outerJoinDataFrames({ frames: [...frames], keepDisplayNames: true })
      : undefined;
  const { fields, length } = joined ?? first;
  const named = (name: string | undefined): Field | undefined =>
    name === undefined
      ? undefined
      : fields.find((f) => f.state?.displayName === name || f.name === name);
  const x =
    named(options.xField) ??
    fields.find((f) => f.type === FieldType.string) ??
    fields.find((f) => f.type === FieldType.time);
  if (!x) return 'Bar charts require a string or time field';
  const colorBy = named(options.colorByField);
  const series = fields
    .filter((f) => f !== x && f.type === FieldType.number)
    .filter((f) => isSwitchedOff(f) || !f.config.custom?.hideFrom?.viz)
    .map((f, seriesIndex) => inPalette(f, seriesIndex, options.stacking, theme, timeZone));
  if (series.length === 0) return 'No numeric fields found';
  const drawn = series.filter((f) => !isSwitchedOff(f));
  return { frame: { fields: [x, ...drawn], length }, x, series, colorBy };
}

/** The palette starts with the first bar, not with the column of the categories. */
function inPalette(
  field: Field,
  seriesIndex: number,
  mode: StackingMode,
  theme: GrafanaTheme2,
  timeZone: string,
): Field {
  const own = {
    ...field,
    state: { ...field.state, seriesIndex },
    values: field.values.map((v: unknown) => (Number.isFinite(v) ? v : null)),
    config: {
      ...field.config,
      custom: { ...field.config.custom, stacking: { group: '_', mode } },
    },
  };
  return { ...own, display: getDisplayProcessor({ field: own, theme, timeZone }) };
}
