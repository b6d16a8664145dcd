import { dashboardLinks } from './links.ts';
import { dashboardUid } from './uid.ts';
import { dataSources } from './data-sources.ts';
import { duplicateQuery } from './duplicate-query.ts';
import { grid } from './grid.ts';
import { insightsVariables, logGroupNames, logGroups, statsGroups } from './insights-target.ts';
import { legend } from './legend.ts';
import { legendLabel } from './legend-label.ts';
import { logRefresh } from './log-refresh.ts';
import { nanAsGreen } from './nan-as-green.ts';
import { queryFormat } from './query-format.ts';
import { panelDescription } from './panel-description.ts';
import { panelQueries } from './panel-queries.ts';
import { panelTitle } from './panel-title.ts';
import { panelUnit } from './panel-unit.ts';
import { resolution } from './resolution.ts';
import { scriptsInText } from './scripts-in-text.ts';
import { targetVersion } from './version.ts';
import { thresholds } from './thresholds.ts';
import { undefinedVariable, unusedVariable, variableRefresh } from './variables.ts';
import { uniquePanelIds } from './unique-panel-ids.ts';
import { uniqueRefIds } from './unique-ref-ids.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Every rule over a dashboard as a whole. */
export const dashboardRules: readonly DashboardRule[] = [
  dashboardLinks,
  dashboardUid,
  dataSources,
  duplicateQuery,
  grid,
  insightsVariables,
  legend,
  legendLabel,
  logGroupNames,
  logGroups,
  logRefresh,
  nanAsGreen,
  panelDescription,
  panelQueries,
  panelTitle,
  panelUnit,
  queryFormat,
  resolution,
  scriptsInText,
  statsGroups,
  targetVersion,
  thresholds,
  undefinedVariable,
  uniquePanelIds,
  uniqueRefIds,
  unusedVariable,
  variableRefresh,
];
