import { parsePromql, type ParsedPromql } from '../queries/promql/parse.ts';
import { dashboardRules } from './dashboard/index.ts';
import type {
  DashboardContext,
  DashboardFound,
  DashboardRule,
} from './dashboard/dashboard-rule.ts';
import { asOneFinding, isMetricsQl } from './metricsql.ts';
import type { QueryChecker } from './check-query.ts';
import type { DashboardModel, QueryModel } from './model/model.ts';
import type { RawFinding } from './raw-finding.ts';

/** How much was looked at, and what was not. */
export interface Coverage {
  dashboards: number;
  panels: number;
  queries: number;
  /** Queries in languages that are not checked, by data source type. */
  readonly passedOver: Map<string, number>;
}

export const emptyCoverage = (): Coverage => ({
  dashboards: 0,
  panels: 0,
  queries: 0,
  passedOver: new Map(),
});

/** Everything that is wrong in a dashboard; `coverage` is added to. */
export function checkDashboard(
  dashboard: DashboardModel,
  checker: QueryChecker,
  own: DashboardContext['own'],
  coverage: Coverage,
  fixing = false,
): RawFinding[] {
  const trees = new Map<string, ParsedPromql>();
  const parsed = ({ text }: QueryModel): ParsedPromql => {
    let tree = trees.get(text);
    if (!tree) trees.set(text, (tree = parsePromql(text)));
    return tree;
  };
  coverage.dashboards++;
  coverage.panels += dashboard.panels.filter(({ type }) => type !== 'row').length;
  const findings: RawFinding[] = [];
  const foreign = new Set<QueryModel>();
  for (const query of dashboard.queries) {
    const diagnostics =
      query.language === 'other' ? undefined : checker.check(query, () => parsed(query));
    if (!diagnostics) {
      if (query.language !== 'other') foreign.add(query);
      const type = query.dataSource.type ?? 'unknown';
      coverage.passedOver.set(type, (coverage.passedOver.get(type) ?? 0) + 1);
      continue;
    }
    coverage.queries++;
    for (const { code, severity, message, from, to, fix } of diagnostics)
      findings.push({
        code,
        severity,
        message,
        ...placeOf(dashboard, query),
        ...(fix && { fix }),
        query: { text: query.text, from, to },
      });
  }
  // The repository's own go to AMP: there each such query is wrong by itself.
  const isForVictoria =
    !own &&
    dashboard.queries.some((query) => query.language === 'promql' && isMetricsQl(parsed(query)));
  const told = isForVictoria ? asOneFinding(findings) : findings;
  const checked =
    foreign.size === 0
      ? dashboard
      : { ...dashboard, queries: dashboard.queries.filter((query) => !foreign.has(query)) };
  const context: DashboardContext = { ...(own && { own }), fixing, parsed };
  for (const rule of dashboardRules) {
    if (rule.ownOnly && !own) continue;
    for (const found of rule.check(checked, context)) told.push(findingOf(rule, found, dashboard));
  }
  return told;
}

function findingOf(
  rule: DashboardRule,
  found: DashboardFound,
  dashboard: DashboardModel,
): RawFinding {
  const { message, panel, query, at, fix, severity, newId } = found;
  return {
    code: rule.code,
    severity: severity ?? rule.severity,
    message,
    ...placeOf(dashboard, query, panel),
    ...(fix && { fix }),
    ...(panel && newId !== undefined && { newId, panelIndex: dashboard.panels.indexOf(panel) }),
    ...(query &&
      query.text !== '' &&
      at && { query: { text: query.text, from: at.from, to: at.to } }),
  };
}

function placeOf(
  dashboard: DashboardModel,
  query?: QueryModel,
  panel = query?.panel,
): Pick<RawFinding, 'uid' | 'panel' | 'panelId'> {
  const name = panel?.path ?? query?.owner;
  return {
    ...(dashboard.uid !== '' && { uid: dashboard.uid }),
    ...(name !== undefined && { panel: name }),
    ...(panel?.id !== undefined && { panelId: panel.id }),
  };
}
