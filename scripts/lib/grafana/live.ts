import type { JsonObject } from '../state/resource.ts';

/** A folder as the workspace has it. */
export interface LiveFolder {
  readonly uid: string;
  readonly title: string;
  /** Absent at the top, and on 9.4 always. */
  readonly parentUid?: string;
}

/** A data source as the workspace has it. Secrets never come back, only the names of the fields that are set. */
export interface LiveDataSource {
  readonly uid: string;
  readonly title: string;
  readonly model: JsonObject;
  /** Made by a file on the server: the API cannot write it. */
  readonly readOnly: boolean;
}

/** A dashboard as the workspace has it. */
export interface LiveDashboard {
  readonly uid: string;
  readonly title: string;
  /** Empty at the top. */
  readonly folderUid: string;
  readonly version: number;
  /** The stored document, not migrated; undefined where the workspace cannot give it in the classic form. */
  readonly model: JsonObject | undefined;
  /** API version that it is stored in where that is not the classic one, such as `v2beta1`. */
  readonly storedAs?: string;
  /** ISO time, and a login or what stands for it; absent where the reader does not learn them. */
  readonly updated?: string;
  readonly updatedBy?: string;
}

/** Which dashboards to read: all, or only the named ones. */
export interface ReadSelection {
  /** Uids that the caller asks about; with `others: false` nothing else is read. */
  readonly uids: ReadonlySet<string>;
  /** The tag of dashboards that are ours; those without a place in `uids` are read, too. */
  readonly tag: string;
  /** False with `--only`: what is not named does not matter. */
  readonly others: boolean;
}

/** One way of learning what a workspace has; which one depends on its version, and nobody else knows which. */
export interface WorkspaceReader {
  /** For the report: `apis` reads pages of a LIST, `legacy` searches and reads one by one. */
  readonly generation: 'apis' | 'legacy';
  folders(): Promise<readonly LiveFolder[]>;
  /** As they come, so that memory does not grow with the workspace. Each uid at most once. */
  dashboards(selection: ReadSelection): AsyncIterable<LiveDashboard>;
}
