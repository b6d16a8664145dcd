import { z } from 'zod';
import { nearest } from '../text/nearest.ts';
import { targetFaults, type target } from './grafana-targets.ts';

/** `custom.*` of the series panels; what a plugin does not know it ignores in silence. */
const custom = z.strictObject({
  drawStyle: z.enum(['line', 'bars', 'points']).optional(),
  lineInterpolation: z.enum(['linear', 'smooth', 'stepBefore', 'stepAfter']).optional(),
  lineWidth: z.number().min(0).max(10).optional(),
  lineStyle: z.looseObject({}).optional(),
  fillOpacity: z.number().min(0).max(100).optional(),
  fillBelowTo: z.string().optional(),
  gradientMode: z.enum(['none', 'opacity', 'hue', 'scheme']).optional(),
  showPoints: z.enum(['auto', 'never', 'always']).optional(),
  pointSize: z.number().min(1).max(40).optional(),
  spanNulls: z.union([z.boolean(), z.number()]).optional(),
  insertNulls: z.union([z.boolean(), z.number()]).optional(),
  stacking: z
    .strictObject({ mode: z.enum(['none', 'normal', 'percent']), group: z.string().optional() })
    .optional(),
  thresholdsStyle: z
    .strictObject({
      mode: z.enum(['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area', 'series']),
    })
    .optional(),
  axisPlacement: z.enum(['auto', 'left', 'right', 'top', 'bottom', 'hidden']).optional(),
  axisLabel: z.string().optional(),
  axisSoftMin: z.number().optional(),
  axisSoftMax: z.number().optional(),
  axisCenteredZero: z.boolean().optional(),
  axisBorderShow: z.boolean().optional(),
  axisGridShow: z.boolean().optional(),
  axisColorMode: z.enum(['text', 'series']).optional(),
  axisWidth: z.number().optional(),
  scaleDistribution: z
    .strictObject({
      type: z.enum(['linear', 'log', 'ordinal', 'symlog']),
      log: z.number().optional(),
      linearThreshold: z.number().optional(),
    })
    .optional(),
  transform: z.enum(['constant', 'negative-Y']).optional(),
  barAlignment: z.union([z.literal(-1), z.literal(0), z.literal(1)]).optional(),
  barWidthFactor: z.number().optional(),
  hideFrom: z
    .strictObject({ tooltip: z.boolean(), legend: z.boolean(), viz: z.boolean() })
    .optional(),
  align: z.enum(['auto', 'left', 'center', 'right']).optional(),
  inspect: z.boolean().optional(),
  filterable: z.boolean().optional(),
  width: z.number().optional(),
  minWidth: z.number().optional(),
  hidden: z.boolean().optional(),
  cellOptions: z.looseObject({ type: z.string() }).optional(),
});

const legend = z.strictObject({
  displayMode: z.enum(['list', 'table', 'hidden']).optional(),
  placement: z.enum(['bottom', 'right']).optional(),
  showLegend: z.boolean().optional(),
  calcs: z.array(z.string()).optional(),
  sortBy: z.string().optional(),
  sortDesc: z.boolean().optional(),
  width: z.number().optional(),
  asTable: z.boolean().optional(),
  isVisible: z.boolean().optional(),
});
const tooltip = z.looseObject({
  mode: z.enum(['single', 'multi', 'none']).optional(),
  sort: z.enum(['none', 'asc', 'desc']).optional(),
});
const reduceOptions = z.strictObject({
  calcs: z.array(z.string()).min(1, 'a figure needs a calculation, such as lastNotNull'),
  values: z.boolean().optional(),
  fields: z.string().optional(),
  limit: z.number().optional(),
});

const withLegend = z.looseObject({ legend: legend.optional(), tooltip: tooltip.optional() });

/** A panel's `options`, by its type; what is left out has Grafana's default. */
const OPTIONS = {
  timeseries: withLegend,
  stat: z.looseObject({
    reduceOptions: reduceOptions.optional(),
    graphMode: z.enum(['none', 'line', 'area']).optional(),
    colorMode: z.enum(['none', 'value', 'background', 'background_solid']).optional(),
  }),
  gauge: z.looseObject({ reduceOptions: reduceOptions.optional() }),
  bargauge: z.looseObject({
    reduceOptions: reduceOptions.optional(),
    displayMode: z.enum(['basic', 'lcd', 'gradient']).optional(),
  }),
  table: z.looseObject({
    showHeader: z.boolean().optional(),
    cellHeight: z.enum(['sm', 'md', 'lg', 'auto']).optional(),
  }),
  heatmap: z.looseObject({
    calculate: z.boolean().optional(),
    color: z
      .looseObject({
        mode: z.enum(['opacity', 'scheme']).optional(),
        scheme: z.string().optional(),
      })
      .optional(),
  }),
  logs: z.looseObject({
    sortOrder: z.enum(['Descending', 'Ascending']).optional(),
    dedupStrategy: z.enum(['none', 'exact', 'numbers', 'signature']).optional(),
  }),
  'state-timeline': withLegend.extend({
    mergeValues: z.boolean().optional(),
    rowHeight: z.number().min(0).max(1).optional(),
  }),
  'status-history': withLegend.extend({ rowHeight: z.number().min(0).max(1).optional() }),
  barchart: withLegend,
  piechart: withLegend.extend({
    legend: legend.extend({ values: z.array(z.enum(['percent', 'value'])).optional() }).optional(),
    reduceOptions: reduceOptions.optional(),
  }),
  histogram: withLegend,
  text: z.strictObject({
    mode: z.enum(['markdown', 'html', 'code']).optional(),
    content: z.string().optional(),
    code: z.looseObject({}).optional(),
  }),
  dashlist: z.looseObject({}),
  annolist: z.looseObject({}),
} as const;

/** Panels of Grafana whose options are not described here, and which are published as they are. */
const OTHER_TYPES = [
  'alertlist',
  'candlestick',
  'canvas',
  'datagrid',
  'debug',
  'flamegraph',
  'geomap',
  'gettingstarted',
  'graph',
  'live',
  'news',
  'nodeGraph',
  'table-old',
  'traces',
  'trend',
  'welcome',
  'xychart',
];

const TYPES = [...Object.keys(OPTIONS), ...OTHER_TYPES];

/** Panels that show something without a query. */
const WITHOUT_QUERIES = new Set([
  'text',
  'dashlist',
  'annolist',
  'alertlist',
  'canvas',
  'geomap',
  'live',
  'news',
  'welcome',
  'gettingstarted',
  'debug',
]);

/** `timeseries`, or the id of a plugin such as `grafana-clock-panel`, of which nothing more is known. */
export const panelType = z.string().superRefine((type, context) => {
  if (TYPES.includes(type) || /^[a-z0-9]+(?:-[a-z0-9]+)+-panel$/.test(type)) return;
  const close = nearest(type, TYPES);
  context.addIssue({
    code: 'custom',
    message: `Grafana has no panel "${type}"${close ? `; ${close} was probably meant` : ''}`,
  });
});

/** The part of a panel that its type says how to read. */
interface Typed {
  readonly type: string;
  readonly title?: string | undefined;
  readonly options?: object | undefined;
  readonly fieldConfig?:
    { readonly defaults: { readonly custom?: object | undefined } } | undefined;
  readonly datasource?: { readonly type?: string | undefined } | null | undefined;
  readonly targets?: readonly z.output<typeof target>[] | undefined;
}

/** What the parts of a panel have to do with each other. */
export function verifyParts(panel: Typed, context: z.RefinementCtx): void {
  const report = (path: readonly PropertyKey[], message: string): void =>
    context.addIssue({ code: 'custom', message, path: [...path] });
  if (Object.hasOwn(OPTIONS, panel.type)) {
    const schema: z.ZodType = OPTIONS[panel.type as keyof typeof OPTIONS];
    for (const { path, message } of schema.safeParse(panel.options ?? {}).error?.issues ?? [])
      report(['options', ...path], message);
    const own = panel.fieldConfig?.defaults.custom;
    for (const { path, message } of (own && custom.safeParse(own).error?.issues) ?? [])
      report(['fieldConfig', 'defaults', 'custom', ...path], message);
  }
  if (!panel.title && !WITHOUT_QUERIES.has(panel.type)) report(['title'], 'is empty');
  const targets = panel.targets ?? [];
  for (const [index, one] of targets.entries())
    for (const { path, message } of targetFaults(one, panel.datasource))
      report(['targets', index, ...path], message);
  if (targets.length === 0 && !WITHOUT_QUERIES.has(panel.type)) report(['targets'], 'has no query');
  if (new Set(targets.map(({ refId }) => refId)).size !== targets.length)
    report(['targets'], 'two queries share a refId');
}
