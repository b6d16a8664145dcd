import type { Fix, Severity } from '../../queries/diagnostic.ts';
import type { ParsedPromql } from '../../queries/promql/parse.ts';
import type { DashboardModel, PanelModel, QueryModel } from '../model/model.ts';
import type { RuleInfo } from '../rule.ts';

/** What a dashboard's rules know besides the dashboard. */
export interface DashboardContext {
  /** It is this repository's: house style applies, and everything that it may refer to is known. */
  readonly own?: {
    /** Uid -> plugin id of every data source. */
    readonly dataSources: ReadonlyMap<string, string>;
    readonly dashboards: ReadonlySet<string>;
    /** Of the workspace, such as `12.4`. */
    readonly grafanaVersion: string;
  };
  /** Somebody asked for repairs: what is worth one, though no finding by itself, is told. */
  readonly fixing?: boolean;
  /** A query is parsed once, whichever rule asks. */
  readonly parsed: (query: QueryModel) => ParsedPromql;
}

export interface DashboardFound {
  readonly message: string;
  readonly panel?: PanelModel | undefined;
  readonly query?: QueryModel;
  /** Offsets into the query's text. */
  readonly at?: { readonly from: number; readonly to: number };
  readonly fix?: Fix;
  readonly severity?: Severity;
  /** For the panel. */
  readonly newId?: number;
}

export interface DashboardRule extends RuleInfo {
  /** House style: not asked of dashboards from elsewhere. */
  readonly ownOnly?: true;
  readonly check: (
    dashboard: DashboardModel,
    context: DashboardContext,
  ) => Iterable<DashboardFound>;
}

/** Panels that show data: no rows, texts, lists. */
const WITHOUT_DATA = new Set([
  'row',
  'text',
  'dashlist',
  'news',
  'welcome',
  'gettingstarted',
  'alertlist',
  'annolist',
  'pluginlist',
  'dashboard',
  '',
]);
export const showsData = ({ type, isLibrary }: PanelModel): boolean =>
  !isLibrary && !WITHOUT_DATA.has(type);

/** Panels whose number needs a unit. */
export const NUMERIC: readonly string[] = [
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'barchart',
  'piechart',
  'heatmap',
  'histogram',
  'trend',
  'graph',
  'singlestat',
];
export const showsNumbers = ({ type }: PanelModel): boolean => NUMERIC.includes(type);
