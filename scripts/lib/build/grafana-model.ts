import { z } from 'zod';

/**
 * Grafana's classic dashboard model as far as this project's content uses it (schemaVersion 42 and below; sources: the CUE schemas
 * in grafana/grafana, `kinds/dashboard` and `public/app/plugins/panel/<type>/panelcfg.cue`, Apache-2.0 as published in the
 * Foundation SDK). Grafana itself refuses almost nothing: a wrong field name is silent there, so the schema is strict.
 */

const dataSourceRef = z.strictObject({ type: z.string().optional(), uid: z.string().min(1) });

const gridPos = z
  .strictObject({
    x: z.int().min(0).max(23),
    y: z.int().min(0),
    w: z.int().min(1).max(24),
    h: z.int().min(1),
    static: z.boolean().optional(),
  })
  .refine(({ x, w }) => x + w <= 24, { error: 'reaches beyond the 24 columns of the grid' });

const refId = z.string().regex(/^[A-Za-z][\w-]*$/, 'a refId begins with a letter');

const promqlTarget = z.strictObject({
  datasource: dataSourceRef,
  refId,
  expr: z.string().min(1),
  legendFormat: z.string().optional(),
  instant: z.boolean().optional(),
  range: z.boolean().optional(),
  format: z.enum(['time_series', 'table', 'heatmap']).optional(),
  editorMode: z.enum(['code', 'builder']).optional(),
  exemplar: z.boolean().optional(),
  interval: z.string().optional(),
  intervalFactor: z.int().positive().optional(),
  hide: z.boolean().optional(),
});

const logGroup = z.strictObject({
  arn: z.string().startsWith('arn:'),
  name: z.string().min(1),
  accountId: z.string().optional(),
  accountLabel: z.string().optional(),
});

const insightsTarget = z.strictObject({
  datasource: dataSourceRef,
  refId,
  queryMode: z.literal('Logs'),
  queryLanguage: z.enum(['CWLI', 'SQL', 'PPL']).optional(),
  id: z.string(),
  region: z.string().min(1),
  expression: z.string().min(1),
  // Without these on the target Grafana drops the query and says nothing.
  logGroups: z.array(logGroup).min(1),
  logGroupNames: z.array(z.string()).min(1),
  statsGroups: z.array(z.string()),
  hide: z.boolean().optional(),
});

const target = z.union([promqlTarget, insightsTarget]);

const threshold = z.strictObject({ value: z.number().nullable(), color: z.string().min(1) });
const thresholds = z.strictObject({
  mode: z.enum(['absolute', 'percentage']),
  steps: z
    .array(threshold)
    .min(1)
    .refine((steps) => steps[0]?.value === null, { error: 'the first step has the value null' })
    .refine(
      (steps) =>
        steps
          .slice(1)
          .every(({ value }, i) => value !== null && value > (steps[i]?.value ?? -Infinity)),
      {
        error: 'the steps rise',
      },
    ),
});

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

const fieldConfig = z.strictObject({
  defaults: z.strictObject({
    displayName: z.string().optional(),
    unit: z.string().min(1).optional(),
    decimals: z.int().min(0).max(20).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    noValue: z.string().optional(),
    fieldMinMax: z.boolean().optional(),
    mappings: z
      .array(z.looseObject({ type: z.enum(['value', 'range', 'regex', 'special']) }))
      .optional(),
    thresholds: thresholds.optional(),
    color: z.looseObject({ mode: z.string() }).optional(),
    links: z
      .array(
        z.strictObject({
          title: z.string().min(1),
          url: z.string().min(1),
          targetBlank: z.boolean().optional(),
        }),
      )
      .optional(),
    custom: custom.optional(),
  }),
  overrides: z.array(
    z.strictObject({
      matcher: z.strictObject({
        id: z.enum(['byName', 'byRegexp', 'byType', 'byFrameRefID', 'byNames', 'byValue']),
        options: z.unknown(),
      }),
      properties: z.array(z.strictObject({ id: z.string().min(1), value: z.unknown() })).min(1),
    }),
  ),
});

const legend = z.strictObject({
  displayMode: z.enum(['list', 'table', 'hidden']),
  placement: z.enum(['bottom', 'right']),
  showLegend: z.boolean(),
  calcs: z.array(z.string()),
  sortBy: z.string().optional(),
  sortDesc: z.boolean().optional(),
  width: z.number().optional(),
  asTable: z.boolean().optional(),
  isVisible: z.boolean().optional(),
});
const tooltip = z.looseObject({
  mode: z.enum(['single', 'multi', 'none']),
  sort: z.enum(['none', 'asc', 'desc']).optional(),
});
const reduceOptions = z.strictObject({
  calcs: z.array(z.string()).min(1, 'a figure needs a calculation, such as lastNotNull'),
  values: z.boolean().optional(),
  fields: z.string().optional(),
  limit: z.number().optional(),
});

/** A panel's `options`, by its type. */
const OPTIONS = {
  timeseries: z.looseObject({ legend, tooltip }),
  stat: z.looseObject({
    reduceOptions,
    graphMode: z.enum(['none', 'line', 'area']),
    colorMode: z.enum(['none', 'value', 'background', 'background_solid']),
  }),
  gauge: z.looseObject({ reduceOptions }),
  bargauge: z.looseObject({ reduceOptions, displayMode: z.enum(['basic', 'lcd', 'gradient']) }),
  table: z.looseObject({ showHeader: z.boolean(), cellHeight: z.enum(['sm', 'md', 'lg', 'auto']) }),
  heatmap: z.looseObject({
    calculate: z.boolean(),
    color: z.looseObject({ mode: z.enum(['opacity', 'scheme']).optional(), scheme: z.string() }),
  }),
  logs: z.looseObject({
    sortOrder: z.enum(['Descending', 'Ascending']),
    dedupStrategy: z.enum(['none', 'exact', 'numbers', 'signature']),
  }),
  'state-timeline': z.looseObject({
    mergeValues: z.boolean(),
    rowHeight: z.number().min(0).max(1),
    legend,
    tooltip,
  }),
  'status-history': z.looseObject({ rowHeight: z.number().min(0).max(1), legend, tooltip }),
  barchart: z.looseObject({ legend, tooltip }),
  piechart: z.looseObject({ legend, tooltip, reduceOptions }),
  histogram: z.looseObject({ legend, tooltip }),
  text: z.strictObject({
    mode: z.enum(['markdown', 'html', 'code']),
    content: z.string(),
    code: z.looseObject({}).optional(),
  }),
  dashlist: z.looseObject({}),
  annolist: z.looseObject({}),
} as const;

const withoutQueries = new Set(['text', 'dashlist', 'annolist']);

const panelFields = z.strictObject({
  id: z.int().positive(),
  type: z.enum(Object.keys(OPTIONS) as (keyof typeof OPTIONS)[]),
  title: z.string().min(1),
  description: z.string().optional(),
  transparent: z.boolean().optional(),
  datasource: dataSourceRef.optional(),
  gridPos,
  targets: z.array(target).optional(),
  options: z.looseObject({}),
  fieldConfig: fieldConfig.optional(),
  transformations: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        options: z.unknown(),
        disabled: z.boolean().optional(),
        filter: z.unknown().optional(),
        topic: z.string().optional(),
      }),
    )
    .optional(),
  links: z.array(z.looseObject({})).optional(),
  repeat: z.string().optional(),
  repeatDirection: z.enum(['h', 'v']).optional(),
  maxPerRow: z.int().positive().optional(),
  maxDataPoints: z.number().positive().optional(),
  interval: z.string().optional(),
  timeFrom: z.string().optional(),
  timeShift: z.string().optional(),
  hideTimeOverride: z.boolean().optional(),
});

/** What the parts of a panel have to do with each other. */
function verifyParts(
  panel: Omit<z.output<typeof panelFields>, 'id' | 'gridPos'>,
  context: z.RefinementCtx,
): void {
  const options = OPTIONS[panel.type].safeParse(panel.options);
  for (const issue of options.error?.issues ?? []) {
    context.addIssue({
      code: 'custom',
      message: issue.message,
      path: ['options', ...issue.path],
    });
  }
  if (!withoutQueries.has(panel.type) && (panel.targets ?? []).length === 0) {
    context.addIssue({ code: 'custom', message: 'has no query', path: ['targets'] });
  }
  const refIds = (panel.targets ?? []).map((one) => one.refId);
  if (new Set(refIds).size !== refIds.length) {
    context.addIssue({ code: 'custom', message: 'two queries share a refId', path: ['targets'] });
  }
}

const visualisation = panelFields.superRefine(verifyParts);

const row = z.strictObject({
  id: z.int().positive(),
  type: z.literal('row'),
  title: z.string().min(1),
  collapsed: z.boolean(),
  gridPos,
  datasource: dataSourceRef.optional(),
  repeat: z.string().optional(),
  panels: z.array(visualisation),
});

/** A library panel in its place: what it shows stands in the library. */
const linked = z.strictObject({
  id: z.int().positive(),
  gridPos,
  libraryPanel: z.strictObject({ uid: z.string().min(1), name: z.string().min(1) }),
});

/** A library panel itself: a panel without id and place, with our mark. */
export const libraryPanelSchema = panelFields
  .omit({ id: true, gridPos: true })
  .extend({ publishedBy: z.string() })
  .superRefine(verifyParts);

/** A panel, a library panel or a row: which of them is told by its fields, so that an error speaks of that one alone. */
export const panelSchema = z.unknown().transform((value, context) => {
  const { type, libraryPanel } = (value ?? {}) as { type?: unknown; libraryPanel?: unknown };
  const one = type === 'row' ? row : libraryPanel === undefined ? visualisation : linked;
  const parsed = one.safeParse(value);
  for (const issue of parsed.error?.issues ?? []) {
    context.addIssue({ code: 'custom', message: messageOf(issue), path: issue.path });
  }
  return parsed.data ?? z.NEVER;
});

/** For a target that fits no kind, what its own kind says. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
  return (
    nearest.map((inner) => `${inner.path.join('.')}: ${inner.message}`).join('; ') || issue.message
  );
}

/** The dashboard around its panels. */
export const dashboardSchema = z.strictObject({
  uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'a uid has 1 to 40 letters, digits, - and _'),
  title: z.string().trim().min(1).max(5000),
  description: z.string().optional(),
  tags: z.array(z.string().min(1)),
  timezone: z.string(),
  editable: z.boolean(),
  graphTooltip: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  fiscalYearStartMonth: z.int().min(0).max(11),
  schemaVersion: z.int().min(36).max(42),
  time: z.strictObject({ from: z.string(), to: z.string() }),
  refresh: z.string().optional(),
  preload: z.boolean().optional(),
  liveNow: z.boolean().optional(),
  weekStart: z.string().optional(),
  timepicker: z.looseObject({}).optional(),
  templating: z.strictObject({
    list: z.array(z.looseObject({ name: z.string().regex(/^\w+$/), type: z.string() })).optional(),
  }),
  annotations: z.strictObject({
    list: z.array(z.looseObject({ name: z.string().min(1), enable: z.boolean() })).optional(),
  }),
  links: z.array(z.looseObject({ title: z.string() })).optional(),
  panels: z.array(panelSchema),
});
