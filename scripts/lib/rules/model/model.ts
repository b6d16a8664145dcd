import type { JsonObject } from '../../state/resource.ts';

/** A dashboard as the rules see it, whatever form it came in. */
export interface DashboardModel {
  readonly uid: string;
  readonly title: string;
  readonly form: 'classic' | 'rows' | 'v2';
  /** The classic JSON, or the spec of the v2 form. */
  readonly json: JsonObject;
  readonly panels: readonly PanelModel[];
  readonly variables: readonly VariableModel[];
  /** Every query: of panels, annotations and variables, in this order. */
  readonly queries: readonly QueryModel[];
  /** Inputs of an exported dashboard (`__inputs`): `${DS_PROMETHEUS}` and the like. */
  readonly inputs: ReadonlySet<string>;
  /** `5m`, empty or undefined when it does not refresh. */
  readonly refresh: string | undefined;
}

export interface PanelModel {
  readonly id: number | undefined;
  readonly title: string;
  readonly description: string;
  /** Plugin id: `timeseries`, `stat`, `row` … */
  readonly type: string;
  /** As a reader finds it: `Row › Title`. */
  readonly path: string;
  /** Columns of 24, rows of 30 px; undefined in the old model of rows and in automatic layouts. */
  readonly grid:
    { readonly x: number; readonly y: number; readonly w: number; readonly h: number } | undefined;
  /** Panels of one container share a grid: the dashboard, or one collapsed row. */
  readonly container: string;
  readonly isLibrary: boolean;
  readonly dataSource: DataSourceRef;
  readonly queries: readonly QueryModel[];
  /** `fieldConfig.defaults`. */
  readonly defaults: JsonObject;
  /** `fieldConfig.overrides`. */
  readonly overrides: readonly JsonObject[];
  readonly options: JsonObject;
  readonly json: JsonObject;
}

export interface DataSourceRef {
  /** Plugin id; undefined when the file does not say. */
  readonly type: string | undefined;
  /** Uid, name or variable, as written. */
  readonly uid: string | undefined;
}

/** `promql` and `insights` are checked; `other` is passed over and counted. */
export type QueryLanguage = 'promql' | 'insights' | 'other';

export interface QueryModel {
  readonly language: QueryLanguage;
  /** The data source is not known: what does not parse as PromQL may be another language. */
  readonly isGuess: boolean;
  readonly text: string;
  readonly refId: string;
  readonly hidden: boolean;
  /** Evaluated at one moment, not over the range. */
  readonly instant: boolean;
  /** Only the labels of its series are looked at, not their values. */
  readonly labelsOnly?: boolean;
  readonly dataSource: DataSourceRef;
  /** Absent for a query of the dashboard itself. */
  readonly panel?: PanelModel;
  /** `annotation "Deploys"`, `variable task`. */
  readonly owner?: string;
  /** The target as it is stored. */
  readonly json: JsonObject;
}

export interface VariableModel {
  readonly name: string;
  readonly type: string;
  readonly json: JsonObject;
}
