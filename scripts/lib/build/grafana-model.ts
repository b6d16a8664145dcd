import { z } from 'zod';
import { panelType, verifyParts } from './grafana-panel-types.ts';
import { dataSourceRef, target } from './grafana-targets.ts';

/**
 * Grafana's classic dashboard model as far as this project's content uses it (schemaVersion 42 and below; sources: the CUE schemas
 * in grafana/grafana, `kinds/dashboard` and `public/app/plugins/panel/<type>/panelcfg.cue`, Apache-2.0 as published in the
 * Foundation SDK). Grafana itself refuses almost nothing: a wrong field name is silent there, so the schema is strict.
 */

const gridPos = z
  .strictObject({
    x: z.int().min(0).max(23),
    y: z.int().min(0),
    w: z.int().min(1).max(24),
    h: z.int().min(1),
    static: z.boolean().optional(),
  })
  .refine(({ x, w }) => x + w <= 24, { error: 'reaches beyond the 24 columns of the grid' });

const threshold = z.strictObject({ value: z.number().nullish(), color: z.string().min(1) });
const thresholds = z.strictObject({
  mode: z.enum(['absolute', 'percentage']),
  steps: z
    .array(threshold)
    .min(1)
    // It holds from minus infinity whatever is written there; browsers leave it out, or save 0.
    .refine((steps) => (steps[0]?.value ?? 0) === 0, { error: 'the first step has the value null' })
    .refine(
      (steps) => {
        const values = steps.map(({ value }, i) => (i === 0 ? -Infinity : (value ?? -Infinity)));
        return values.every((value, i) => i === 0 || value > (values[i - 1] ?? -Infinity));
      },
      { error: 'the steps rise' },
    ),
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
    // Whose options these are is told by the panel's type: verifyParts.
    custom: z.looseObject({}).optional(),
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

const panelFields = z.strictObject({
  // Grafana numbers a panel that has none; `check` asks for one that stays.
  id: z.int().positive().optional(),
  type: panelType,
  title: z.string().optional(),
  description: z.string().optional(),
  transparent: z.boolean().optional(),
  datasource: dataSourceRef.nullish(),
  gridPos,
  targets: z.array(target).optional(),
  options: z.looseObject({}).optional(),
  pluginVersion: z.string().optional(),
  cacheTimeout: z.string().optional(),
  queryCachingTTL: z.number().optional(),
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

const visualisation = panelFields.superRefine(verifyParts);

/** A library panel in its place: what it shows stands in the library. */
const linked = z.strictObject({
  id: z.int().positive(),
  gridPos,
  libraryPanel: z.strictObject({ uid: z.string().min(1), name: z.string().min(1) }),
});

interface Telling {
  readonly type?: unknown;
  readonly libraryPanel?: unknown;
}

/** One of several kinds: which of them is told by its fields, so that an error speaks of that one alone. */
const told = (kindOf: (fields: Telling) => z.ZodType) =>
  z.unknown().transform((value, context) => {
    const parsed = kindOf(value ?? {}).safeParse(value);
    for (const { message, path } of parsed.error?.issues ?? [])
      context.addIssue({ code: 'custom', message, path });
    return parsed.data ?? z.NEVER;
  });

const kindInRow = ({ libraryPanel }: Telling): z.ZodType =>
  libraryPanel === undefined ? visualisation : linked;

const row = z.strictObject({
  id: z.int().positive().optional(),
  type: z.literal('row'),
  title: z.string().min(1),
  collapsed: z.boolean().optional(),
  gridPos,
  datasource: dataSourceRef.nullish(),
  repeat: z.string().optional(),
  panels: z.array(told(kindInRow)).optional(),
});

const panel = told((fields) => (fields.type === 'row' ? row : kindInRow(fields)));

/** A library panel itself: a panel without id and place, with our mark. */
export const libraryPanelSchema = panelFields
  .omit({ id: true, gridPos: true })
  .extend({ publishedBy: z.string() })
  .superRefine(verifyParts);

/** The dashboard around its panels. */
export const dashboardSchema = z.strictObject({
  uid: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, 'a uid has 1 to 40 letters, digits, - and _')
    .optional(),
  title: z.string().trim().min(1).max(5000),
  description: z.string().optional(),
  tags: z.array(z.string().min(1)).optional(),
  timezone: z.string().optional(),
  editable: z.boolean().optional(),
  graphTooltip: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  fiscalYearStartMonth: z.int().min(0).max(11).optional(),
  // Grafana brings older ones up to date by itself.
  schemaVersion: z.int().min(1).max(42).optional(),
  revision: z.int().optional(),
  time: z.strictObject({ from: z.string(), to: z.string() }).optional(),
  refresh: z.string().optional(),
  preload: z.boolean().optional(),
  liveNow: z.boolean().optional(),
  weekStart: z.string().optional(),
  timepicker: z.looseObject({}).optional(),
  templating: z
    .strictObject({
      list: z
        .array(z.looseObject({ name: z.string().regex(/^\w+$/), type: z.string() }))
        .optional(),
    })
    .optional(),
  annotations: z
    .strictObject({
      list: z.array(z.looseObject({ name: z.string().min(1), enable: z.boolean() })).optional(),
    })
    .optional(),
  links: z.array(z.looseObject({ title: z.string() })).optional(),
  panels: z.array(panel),
});
