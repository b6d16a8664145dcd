import type {
  AlertRuleGroupResource,
  JsonObject,
  Resource,
} from '../../../scripts/lib/state/resource.ts';

export interface RuleOptions {
  readonly uid?: string;
  readonly title?: string;
  readonly expr?: string;
  readonly threshold?: number;
  readonly for?: string;
  readonly labels?: JsonObject;
  readonly summary?: string;
}

/** A rule as an editor of Grafana makes it: a query, its last value, a threshold. */
export const rule = (options: RuleOptions = {}): JsonObject => {
  const { uid = 'r-1', title = `Rule ${uid}`, expr = 'rate(errors[5m])', threshold = 5 } = options;
  const expression = (refId: string, model: JsonObject): JsonObject => ({
    refId,
    datasourceUid: '__expr__',
    relativeTimeRange: { from: 0, to: 0 },
    model: { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...model },
  });
  return {
    uid,
    title,
    condition: 'C',
    noDataState: 'OK',
    execErrState: 'Error',
    for: options.for ?? '5m',
    labels: { severity: 'page', ...options.labels },
    annotations: { summary: options.summary ?? 'too many errors' },
    data: [
      {
        refId: 'A',
        datasourceUid: 'metrics',
        relativeTimeRange: { from: 600, to: 0 },
        model: { refId: 'A', expr, instant: true },
      },
      expression('B', { type: 'reduce', expression: 'A', reducer: 'last' }),
      expression('C', {
        type: 'threshold',
        expression: 'B',
        conditions: [{ evaluator: { type: 'gt', params: [threshold] } }],
      }),
    ],
  };
};

export const group = (
  rules: readonly JsonObject[],
  options: { title?: string; folderUid?: string; interval?: number; editable?: boolean } = {},
): AlertRuleGroupResource => {
  const { title = 'slo', folderUid = 'f-1', interval = 60, editable } = options;
  return {
    kind: 'alert-rule-group',
    uid: `${folderUid}/${title}`,
    title,
    folderUid,
    model: { interval, rules: [...rules] },
    ...(editable !== undefined && { editable }),
  };
};

/** For `contentOf({ edit })`: the groups after everything else. */
export const withGroups =
  (...groups: readonly AlertRuleGroupResource[]) =>
  (resources: Resource[]): Resource[] => [...resources, ...groups];
