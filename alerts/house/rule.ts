import { rememberSource } from '../../dashboards/house/source.ts';
import { AMP_UID, ampType } from '../../datasources/amp.ts';
import type { JsonObject } from '../../scripts/lib/state/resource.ts';

export interface RuleOptions {
  /** Lasting and unique in the workspace, at most 40 characters: silences and the history of its states hang on it. */
  readonly uid: string;
  readonly title: string;
  /** PromQL with one value of now per thing that may fail; without dashboard variables. */
  readonly expr: string;
  readonly above: number;
  /** How long it must have been above, such as `2m`. */
  readonly for: string;
  /** Wakes somebody, or waits for the morning. */
  readonly severity: 'page' | 'ticket';
  /** What is wrong, in one sentence; `{{ printf "%.1f" $values.B.Value }}` is the value. */
  readonly summary: string;
  /** What to look at, and what to do. */
  readonly runbook: string;
  /** Where it can be seen. */
  readonly panel: { readonly dashboardUid: string; readonly id: number };
  /** What it means that the query answers nothing. */
  readonly noData: 'OK' | 'Alerting';
}

const EXPRESSION = { type: '__expr__', uid: '__expr__' };

/** Before now, as the query sees it. Seconds. */
const RANGE = { from: 600, to: 0 };

/** An alert rule as Grafana's editor makes it: a query (A), its value (B), a threshold (C). */
export function rule(options: RuleOptions, grafanaVersion: string): JsonObject {
  const { uid, title, expr, above, severity, summary, runbook, panel, noData } = options;
  return rememberSource<JsonObject>({
    uid,
    title,
    condition: 'C',
    for: options.for,
    noDataState: noData,
    // A query that fails tells nothing of the app: Grafana raises its own alert for that, DatasourceError.
    execErrState: 'Error',
    labels: { severity, service: 'to-do-app' },
    annotations: {
      summary,
      runbook,
      // Grafana makes of these the links to dashboard and panel in a notification.
      __dashboardUid__: panel.dashboardUid,
      __panelId__: String(panel.id),
    },
    data: [
      {
        refId: 'A',
        datasourceUid: AMP_UID,
        relativeTimeRange: RANGE,
        model: {
          refId: 'A',
          datasource: { type: ampType(grafanaVersion), uid: AMP_UID },
          editorMode: 'code',
          expr,
          instant: true,
          range: false,
        },
      },
      expression('B', { type: 'reduce', expression: 'A', reducer: 'last' }),
      expression('C', {
        type: 'threshold',
        expression: 'B',
        conditions: [{ evaluator: { type: 'gt', params: [above] } }],
      }),
    ],
  });
}

const expression = (refId: string, model: JsonObject): JsonObject => ({
  refId,
  datasourceUid: EXPRESSION.uid,
  relativeTimeRange: RANGE,
  model: { refId, datasource: EXPRESSION, ...model },
});
