/** The kinds of things that a publish writes, in the order in which they are written. */
export const RESOURCE_KINDS = [
  'folder',
  'datasource',
  'library-panel',
  'dashboard',
  'alert-rule-group',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** A JSON object as Grafana's HTTP API takes and gives it. */
export type JsonObject = { [key: string]: Json };
export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface FolderResource {
  readonly kind: 'folder';
  readonly uid: string;
  readonly title: string;
  readonly parentUid?: string;
}

export interface DataSourceResource {
  readonly kind: 'datasource';
  readonly uid: string;
  /** Grafana's name of the data source. */
  readonly title: string;
  /** The body of POST /api/datasources: name, type, access, url, jsonData …; never with secrets. */
  readonly model: JsonObject;
}

/** A panel that dashboards show by its uid, and that is changed in one place. */
export interface LibraryPanelResource {
  readonly kind: 'library-panel';
  readonly uid: string;
  /** Its name in the library; the panel's own title is in the model. */
  readonly title: string;
  readonly folderUid: string;
  /** A panel of a dashboard, without id and place. */
  readonly model: JsonObject;
}

export interface DashboardResource {
  readonly kind: 'dashboard';
  readonly uid: string;
  readonly title: string;
  readonly folderUid: string;
  /** The classic dashboard model (schemaVersion 42 and below), without `id` and `version`. */
  readonly model: JsonObject;
}

/** A group of Grafana-managed alert rules: the body of PUT /api/v1/provisioning/folder/:folderUid/rule-groups/:group. */
export interface AlertRuleGroupResource {
  readonly kind: 'alert-rule-group';
  /** `<folderUid>/<group name>`. */
  readonly uid: string;
  readonly title: string;
  readonly folderUid: string;
  readonly model: JsonObject;
  /** People may change it in the browser. Otherwise what is published is locked there (provenance `api`). */
  readonly editable?: boolean;
}

export type Resource =
  | FolderResource
  | DataSourceResource
  | LibraryPanelResource
  | DashboardResource
  | AlertRuleGroupResource;
