import { z } from 'zod';
import { rulesOf, RULE_MARK } from '../state/alert-group.ts';
import type { Content } from '../state/content.ts';
import { stringAt } from '../state/json.ts';
import type { AlertRuleGroupResource } from '../state/resource.ts';

/**
 * An alert rule as far as every Grafana from 9.4 on knows it (source: the schema of the provisioning API,
 * https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/). Grafana drops a field that it does
 * not know without a word, and a rule then fires otherwise than its code says: the schema is strict.
 */
const source = z.strictObject({ type: z.string().optional(), uid: z.string().min(1) });

const expressionModel = z.strictObject({
  refId: z.string().min(1),
  datasource: source.optional(),
  type: z.enum(['reduce', 'threshold', 'math', 'resample', 'classic_conditions']),
  expression: z.string().optional(),
  reducer: z.string().optional(),
  settings: z.looseObject({}).optional(),
  conditions: z.array(z.looseObject({})).optional(),
  window: z.string().optional(),
  downsampler: z.string().optional(),
  upsampler: z.string().optional(),
  hide: z.boolean().optional(),
  intervalMs: z.number().positive().optional(),
  maxDataPoints: z.number().positive().optional(),
});

/** What a query asks is the data source's business; `check` looks at it. */
const queryModel = z.looseObject({ refId: z.string().min(1) });

const query = z
  .strictObject({
    refId: z.string().min(1),
    datasourceUid: z.string().min(1),
    queryType: z.string().optional(),
    relativeTimeRange: z.strictObject({ from: z.int().min(0), to: z.int().min(0) }),
    model: z.unknown(),
  })
  .superRefine(({ refId, datasourceUid, model }, context) => {
    const schema = datasourceUid === '__expr__' ? expressionModel : queryModel;
    const found = schema.safeParse(model);
    for (const { path, message } of found.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['model', ...path], message });
    if (found.success && found.data.refId !== refId)
      context.addIssue({
        code: 'custom',
        path: ['model', 'refId'],
        message: `is "${found.data.refId}", the query's is "${refId}"`,
      });
  });

const rule = z.strictObject({
  uid: z.string(),
  orgID: z.literal(1),
  folderUID: z.string(),
  ruleGroup: z.string(),
  title: z.string().max(190),
  condition: z.string(),
  data: z.array(query).min(1),
  noDataState: z.enum(['NoData', 'Alerting', 'OK']),
  execErrState: z.enum(['Error', 'Alerting', 'OK']),
  for: z.string(),
  labels: z.record(z.string().regex(/^[^{}=,"]+$/, 'is no name of a label'), z.string()).optional(),
  // One without the other is refused by Grafana.
  annotations: z
    .record(z.string(), z.string())
    .refine((all) => '__panelId__' in all === '__dashboardUid__' in all, {
      error: 'a link to a panel has both __dashboardUid__ and __panelId__',
    }),
});

/** What of a group Grafana would not understand, a line each: place, rule, field. */
export function wrongInAlertGroup(
  group: AlertRuleGroupResource,
  locate?: Content['locate'],
): string[] {
  const place = locate?.(group.uid);
  const where = place ? `${place.file}:${place.line}:${place.column}: ` : '';
  return rulesOf(group).flatMap((one) =>
    (rule.safeParse(one).error?.issues ?? []).map(({ path, message }) => {
      const field = path.filter((step) => step !== RULE_MARK).join('.');
      return `${where}${group.title} › alert "${stringAt(one, 'title') ?? ''}": ${field || 'rule'}: ${message}`;
    }),
  );
}
