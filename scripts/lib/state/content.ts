import type { Environment } from '../config/environment.ts';
import type { Resource } from './resource.ts';

/** What content may depend on. */
export interface ContentContext {
  /** The key in environments.ts. */
  readonly environmentName: string;
  readonly environment: Environment;
  /** Version of the workspace, such as `12.4`: data-source types and some target fields depend on it. */
  readonly grafanaVersion: string;
}

/** A place in this repository's source, as an editor counts: lines and columns from 1, the path relative to the root. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a repository shows, handed by the commands to the machinery, which knows nothing else of the app. */
export interface Content {
  /** First part of the tag `<project>/<environment>` that marks managed things. */
  readonly project: string;
  /** Every folder, data source, dashboard and alert group for an environment: pure, the same for the same context. The managed tag is not yet in it. */
  readonly resources: (context: ContentContext) => readonly Resource[];
  /**
   * Where the code stands that makes a resource or one of its panels; undefined when unknown. Call it after `resources`.
   * `index` tells panels apart that have the same id, or none: the place among all panels in reading order, rows counted.
   */
  readonly locate: (uid: string, panelId?: number, index?: number) => SourceLocation | undefined;
}
