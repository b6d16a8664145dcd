import { z } from 'zod';

export const dataSourceRef = z.strictObject({
  type: z.string().optional(),
  uid: z.string().min(1),
});

const refId = z.string().regex(/^[A-Za-z][\w-]*$/, 'a refId begins with a letter');

/** Without one the panel's own is asked. */
const ownSource = dataSourceRef.nullish();

const promqlTarget = z.strictObject({
  datasource: ownSource,
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
  datasource: ownSource,
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

/** A query of any other data source: metrics of CloudWatch, X-Ray, an expression. Their plugins are not described here. */
const foreignTarget = z.looseObject({
  datasource: z.looseObject({ uid: z.string().min(1) }).nullish(),
  refId,
  hide: z.boolean().optional(),
});

/** What every query has, whatever it is asked of. */
export const target = z.looseObject({
  refId,
  datasource: z.looseObject({ type: z.string().optional() }).nullish(),
});

/**
 * What is wrong in a query: which of the three kinds it is is told by its fields and by the data source, its own or else the
 * panel's, so that a fault speaks of that kind alone.
 */
export function targetFaults(
  value: z.output<typeof target>,
  ofPanel: { readonly type?: string | undefined } | null | undefined,
): readonly z.core.$ZodIssue[] {
  const { expr, queryMode, datasource } = value;
  const type = (datasource ?? ofPanel)?.type ?? '';
  const isPromql = expr !== undefined || type.includes('prometheus') || type === '';
  const isLogs = queryMode === 'Logs' && expr === undefined;
  const kind = isLogs ? insightsTarget : isPromql ? promqlTarget : foreignTarget;
  return kind.safeParse(value).error?.issues ?? [];
}
