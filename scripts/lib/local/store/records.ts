import type { JsonObject } from '../../state/resource.ts';

export type Role = 'Admin' | 'Editor' | 'Viewer' | 'None';

/** A person. */
export interface UserRecord {
  readonly id: number;
  readonly uid: string;
  readonly login: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly isGrafanaAdmin: boolean;
  readonly passwordHash: string;
  readonly created: number;
}

export interface ServiceAccountRecord {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly login: string;
  readonly role: Role;
  readonly isDisabled: boolean;
  readonly created: number;
}

/** A token of a service account. Only the hash of the key is kept. */
export interface TokenRecord {
  readonly id: number;
  readonly serviceAccountId: number;
  readonly name: string;
  readonly keyHash: string;
  readonly created: number;
  /** Epoch milliseconds; absent: for ever. */
  readonly expires?: number;
  readonly lastUsed?: number;
}

/** A workspace API key of Grafana 10 and older. */
export interface ApiKeyRecord {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly keyHash: string;
  readonly created: number;
  readonly expires?: number;
}

/** Who may do what with one folder or dashboard, beyond what its folder grants. */
export interface Grants {
  /** Editors may edit and viewers view: what a new thing in the root gets. */
  readonly roles: boolean;
  /** Key of the principal that has all rights on it, see `principalKey`. */
  readonly owner?: string;
}

export interface FolderRecord {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly parentUid: string;
  readonly description?: string;
  readonly version: number;
  readonly created: number;
  readonly updated: number;
  /** Key of a principal. */
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly grants: Grants;
  readonly meta?: ObjectMeta;
}

/** What `/apis` keeps beside the body: in the old storage only the manager, in unified storage all of it. */
export interface ObjectMeta {
  readonly labels?: Readonly<Record<string, string>>;
  /** As given, without those that the server sets. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Of unified storage; the old one counts versions. */
  readonly resourceVersion?: string;
  readonly managedFields?: readonly FieldsEntryRecord[];
  /** What a conversion said when the object was last written through `/apis`. */
  readonly status?: JsonObject;
  /** Written through the legacy API. */
  readonly legacy?: boolean;
}

export interface FieldsEntryRecord {
  readonly manager: string;
  readonly apiVersion: string;
  readonly time: string;
  readonly fields: JsonObject;
}

/** The current state of a dashboard; its body is that of its newest version. */
export interface DashboardRecord {
  readonly id: number;
  readonly uid: string;
  readonly folderUid: string;
  readonly title: string;
  readonly version: number;
  /** Number of its newest entry in the history. It is the version, but for saves that change the message alone. */
  readonly revision: number;
  readonly created: number;
  readonly updated: number;
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly grants: Grants;
  /** The API version that it was stored through: `v0alpha1` for the legacy API. */
  readonly storedVersion: string;
  readonly meta?: ObjectMeta;
}

export interface VersionRecord {
  readonly id: number;
  readonly dashboardId: number;
  readonly version: number;
  readonly parentVersion: number;
  readonly restoredFrom: number;
  readonly created: number;
  readonly createdBy: string;
  readonly message: string;
  /** What the client said of a first save. */
  readonly givenMessage?: string;
  readonly storedVersion: string;
  readonly meta?: ObjectMeta;
  /** The dashboard as stored, without `id`, `uid` and `version`, keys sorted. */
  readonly body: JsonObject;
}

export interface DataSourceRecord {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly access: string;
  readonly url: string;
  readonly user: string;
  readonly database: string;
  readonly basicAuth: boolean;
  readonly basicAuthUser: string;
  readonly withCredentials: boolean;
  readonly isDefault: boolean;
  readonly jsonData: JsonObject;
  /** Names only: this workspace forgets the values at once. */
  readonly secureFields: readonly string[];
  readonly version: number;
  readonly readOnly: boolean;
}

export interface AnnotationRecord {
  readonly id: number;
  readonly dashboardUid: string;
  readonly panelId: number;
  readonly text: string;
  readonly tags: readonly string[];
  readonly time: number;
  readonly timeEnd: number;
  readonly created: number;
  readonly updated: number;
  readonly createdBy: string;
  readonly data: JsonObject;
}

/** A rule of Grafana-managed alerting. Its group is what the rules of a folder that name it make up. */
export interface RuleRecord {
  readonly id: number;
  readonly uid: string;
  readonly folderUid: string;
  readonly group: string;
  /** Seconds, the same in all rules of a group. */
  readonly interval: number;
  readonly title: string;
  readonly condition: string;
  readonly noDataState: string;
  readonly execErrState: string;
  /** A duration such as `5m`. */
  readonly for: string;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  readonly data: readonly JsonObject[];
  readonly isPaused: boolean;
  /** `api`: locked in the browser. */
  readonly provenance: string;
  readonly updated: number;
  /** Rises with each write, the same content included. */
  readonly version: number;
  readonly guid: string;
  /** As of `principalKey`. */
  readonly updatedBy: string;
}

/** A library panel: a panel that many dashboards show, and that is changed in one place. */
export interface LibraryPanelRecord {
  readonly id: number;
  readonly uid: string;
  /** Empty at the top. */
  readonly folderUid: string;
  readonly name: string;
  readonly model: JsonObject;
  readonly version: number;
  readonly created: number;
  readonly updated: number;
  /** Keys of principals. */
  readonly createdBy: string;
  readonly updatedBy: string;
}
