/** The parts of Grafana's classic dashboard model (schemaVersion 42 and below) that drawing needs. No DOM and no packages: Node uses these files too. */

export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface DataSourceRef {
  type?: string;
  uid?: string;
}

export interface Target {
  refId: string;
  hide?: boolean;
  datasource?: DataSourceRef | string | null;
  [key: string]: unknown;
}

export interface Transformation {
  id: string;
  disabled?: boolean;
  options?: Record<string, unknown>;
  filter?: unknown;
  topic?: string;
}

export interface FieldConfigModel {
  defaults?: Record<string, unknown>;
  overrides?: {
    matcher: { id: string; options?: unknown };
    properties: { id: string; value?: unknown }[];
  }[];
}

export interface LinkModel {
  title?: string;
  url?: string;
  tags?: string[];
  type?: string;
  icon?: string;
  tooltip?: string;
  asDropdown?: boolean;
  targetBlank?: boolean;
  includeVars?: boolean;
  keepTime?: boolean;
}

export interface Panel {
  id: number;
  type: string;
  title?: string;
  description?: string;
  transparent?: boolean;
  gridPos: GridPos;
  datasource?: DataSourceRef | string | null;
  targets?: Target[];
  options?: Record<string, unknown>;
  fieldConfig?: FieldConfigModel;
  transformations?: Transformation[];
  links?: LinkModel[];
  interval?: string | null;
  maxDataPoints?: number | null;
  timeFrom?: string | null;
  timeShift?: string | null;
  hideTimeOverride?: boolean;
  repeat?: string;
  repeatDirection?: 'h' | 'v';
  maxPerRow?: number;
  collapsed?: boolean;
  panels?: Panel[];
  libraryPanel?: { uid?: string; name?: string };
  pluginVersion?: string;
}

export interface VariableModel {
  name: string;
  type: string;
  label?: string | null;
  description?: string | null;
  hide?: number;
  query?: unknown;
  definition?: string;
  datasource?: DataSourceRef | string | null;
  regex?: string;
  sort?: number;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string | null;
  /** The variable stays out of the page's address. */
  skipUrlSync?: boolean;
  /** Of a custom variable: how its query is written. */
  valuesFormat?: 'csv' | 'json';
  /** Of a switch. */
  enabledValue?: string;
  disabledValue?: string;
  current?: { text?: string | string[]; value?: string | string[] };
  options?: { text: string | string[]; value: string | string[]; selected?: boolean }[];
  refresh?: number;
  auto?: boolean;
  auto_count?: number;
  auto_min?: string;
  filters?: { key: string; operator: string; value: string }[];
}

export interface AnnotationQuery {
  name: string;
  enable?: boolean;
  hide?: boolean;
  builtIn?: number;
  type?: string;
  iconColor?: string;
  datasource?: DataSourceRef | string | null;
  target?: Record<string, unknown>;
  filter?: { exclude?: boolean; ids?: number[] };
  expr?: string;
  step?: string;
  titleFormat?: string;
  textFormat?: string;
  tagKeys?: string;
}

export interface Dashboard {
  uid?: string;
  title?: string;
  description?: string;
  tags?: string[];
  timezone?: string;
  time?: { from: string; to: string };
  timepicker?: { refresh_intervals?: string[]; hidden?: boolean };
  refresh?: string | boolean;
  graphTooltip?: number;
  fiscalYearStartMonth?: number;
  panels?: Panel[];
  templating?: { list?: VariableModel[] };
  annotations?: { list?: AnnotationQuery[] };
  links?: LinkModel[];
  schemaVersion?: number;
  version?: number;
  editable?: boolean;
}

/** What a `datasource` field says, whichever of its three forms it has. */
export function dataSourceUid(ref: DataSourceRef | string | null | undefined): string | undefined {
  return typeof ref === 'string' ? ref : (ref?.uid ?? undefined);
}
