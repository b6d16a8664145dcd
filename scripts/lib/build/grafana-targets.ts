import { z } from 'zod';

export const dataSourceRef = z.strictObject({
  type: z.string().optional(),
  uid: z.string().min(1),
});

const refId = z.string().regex(/^[A-Za-z][\w-]*$/, 'a refId begins with a letter');

const promqlTarget = z.strictObject({
  // Without one the panel's own is asked.
  datasource: dataSourceRef.optional(),
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

/** A query of any other data source: metrics of CloudWatch, X-Ray, an expression. Their plugins are not described here. */
const foreignTarget = z.looseObject({
  datasource: z.looseObject({ uid: z.string().min(1) }).optional(),
  refId,
  hide: z.boolean().optional(),
});

/** A query: which of the three kinds is told by its fields, so that an error speaks of that one alone. */
export const target = z.unknown().transform((value, context) => {
  const { expr, queryMode, datasource } = (value ?? {}) as Record<string, unknown>;
  const { type = '' } = (datasource ?? {}) as { type?: string };
  const isPromql = expr !== undefined || type.includes('prometheus') || type === '';
  const isLogs = queryMode === 'Logs' && expr === undefined;
  const parsed = (isLogs ? insightsTarget : isPromql ? promqlTarget : foreignTarget).safeParse(
    value,
  );
  for (const { message, path } of parsed.error?.issues ?? [])
    context.addIssue({ code: 'custom', message, path });
  return parsed.data ?? z.NEVER;
});
