import type { DataFrame, InterpolateFunction, TimeRange } from '@grafana/data';
import type { Api } from '../model/api.ts';
import type { Annotation } from '../model/annotation.ts';
import type { Dashboard, Panel } from '../model/dashboard.ts';
import type { Variable } from '../model/variables.ts';

/** What a panel's drawing gets. Sizes in CSS pixels, inside the panel's frame. */
export interface PanelProps {
  readonly panel: Panel;
  readonly frames: DataFrame[];
  readonly range: TimeRange;
  readonly timeZone: string;
  readonly width: number;
  readonly height: number;
  readonly replace: InterpolateFunction;
  readonly annotations: readonly Annotation[];
  readonly page: PageServices;
}

/** What panels may ask of the page around them. */
export interface PageServices {
  readonly api: Api;
  readonly dashboard: Pick<Dashboard, 'title' | 'uid' | 'timezone'>;
  readonly variables: readonly Variable[];
  /** The time range as it is chosen: `now-6h`. */
  readonly raw: { readonly from: string; readonly to: string };
  /** Epoch milliseconds: when the range was reckoned. */
  readonly now: number;
  /** Epoch milliseconds; makes the page show this range. */
  readonly zoom: (from: number, to: number) => void;
  /** Cursor of one time panel shown in all: `graphTooltip` of the dashboard, 0 off, 1 cursor, 2 tooltip. */
  readonly sync: number;
  /** The older table, which Grafana up to 12.3 draws, instead of the newer. */
  readonly classicTable: boolean;
}

/** A panel's options over the defaults that Grafana fills in when they are missing. */
export function optionsOf<Options extends object>(
  panel: { options?: Record<string, unknown> },
  defaults: Options,
): Options {
  const merged = { ...defaults } as Record<string, unknown>;
  for (const [key, value] of Object.entries(panel.options ?? {})) {
    const own = merged[key];
    const both =
      own !== null &&
      typeof own === 'object' &&
      !Array.isArray(own) &&
      value !== null &&
      typeof value === 'object' &&
      !Array.isArray(value);
    merged[key] = both ? { ...own, ...value } : value;
  }
  return merged as Options;
}

/** A single value has a title only when one was written into the panel's field configuration. */
export const hasName = ({ panel }: PanelProps): boolean =>
  Boolean(panel.fieldConfig?.defaults?.['displayName']);
