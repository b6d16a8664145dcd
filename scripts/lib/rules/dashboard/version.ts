import type { DashboardRule } from './dashboard-rule.ts';
import { unknownOptions } from './unknown-options.ts';
import { versionNumber } from './version-number.ts';

/** Plugin id -> the first Grafana that has it. */
const PANELS_SINCE: Record<string, number> = {
  trend: 10,
  xychart: 9.4,
  datagrid: 9.5,
  canvas: 9.4,
  radialbar: 12.3,
};
/** Field of a CloudWatch target -> the first Grafana that knows it. */
const CLOUDWATCH_FIELDS_SINCE: Record<string, number> = {
  queryLanguage: 12,
  logsMode: 12.4,
  logsQueryScope: 12.4,
  logGroupPrefixes: 12.4,
  logGroupClass: 12.4,
  selectedAccountIds: 12.4,
  logDataSources: 13.1,
};

/** Why: an older workspace ignores what it does not know, or shows "Panel plugin not found". */
export const targetVersion: DashboardRule = {
  code: 'dashboard/target-version',
  severity: 'error',
  ownOnly: true,
  summary: 'Nothing in a dashboard is newer than the workspace',
  why: 'An older Grafana shows "Panel plugin not found", or ignores an option of a panel, or a field that changes what a query means (both only told). An option that is off, or as a browser writes it unasked, is not told.',
  source: 'https://docs.aws.amazon.com/grafana/latest/userguide/version-differences.html',
  bad: '{"type": "trend"} for Grafana 9.4',
  good: '{"type": "timeseries"}',
  *check(dashboard, { own }) {
    if (!own) return;
    const version = versionNumber(own.grafanaVersion);
    for (const panel of dashboard.panels) {
      const since = PANELS_SINCE[panel.type];
      if (since !== undefined && version < versionNumber(String(since)))
        yield {
          message: `Panels of type ${panel.type} exist since Grafana ${since}; the workspace has ${own.grafanaVersion}.`,
          panel,
        };
      for (const { path, lackedBy, since } of unknownOptions(panel, own.grafanaVersion))
        yield {
          message: `${path} of a ${panel.type} panel is unknown to Grafana ${lackedBy} and known to ${since}; the workspace has ${own.grafanaVersion}, which ignores it.`,
          panel,
          severity: 'info',
        };
    }
    for (const query of dashboard.queries)
      for (const [field, since] of Object.entries(CLOUDWATCH_FIELDS_SINCE))
        if (
          query.language === 'insights' &&
          field in query.json &&
          version < versionNumber(String(since))
        )
          yield {
            message: `${field} exists since Grafana ${since}; the workspace has ${own.grafanaVersion}, which ignores it.`,
            panel: query.panel,
            query,
            severity: 'info',
          };
  },
};
