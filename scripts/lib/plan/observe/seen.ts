import type { LiveDashboard, LiveDataSource, LiveFolder } from '../../grafana/live.ts';
import type { DashboardVersion } from '../../grafana/schemas.ts';
import type { DashboardResource } from '../../state/resource.ts';
import type { SeenLibraryPanels } from './seen-library-panels.ts';
import type { PublishedBase } from './published-base.ts';
import type { SeenAlerts } from './seen-alerts.ts';

/** A dashboard of the workspace as far as a plan needs it: what equals the code is let go of as soon as it is compared. */
export interface SeenDashboard extends Omit<LiveDashboard, 'model'> {
  readonly tags: readonly string[];
  /** Byte for byte what the code wants, so that nothing had to be normalised. */
  readonly isCode?: true;
  /** Absent where the content cannot be read, or need not be compared further. */
  readonly fingerprint?: string;
  /** Kept only where it differs from the code. */
  readonly resource?: DashboardResource;
  /** Looked up only where it differs from the code. */
  readonly base?: PublishedBase;
  /** The newest entry of its history; looked up only where it differs from the code. */
  readonly newest?: DashboardVersion;
}

/** What was seen of a workspace: the live side of a plan, without what the plan does not need. */
export interface Seen {
  readonly folders: ReadonlyMap<string, LiveFolder>;
  readonly dataSources: ReadonlyMap<string, LiveDataSource>;
  readonly dashboards: ReadonlyMap<string, SeenDashboard>;
  /** What is known of a folder that differs from the code. */
  readonly folderFacts: ReadonlyMap<string, FolderFacts>;
  /** Absent where nobody asked about library panels. */
  readonly libraryPanels?: SeenLibraryPanels;
  /** Absent where nobody asked about alert rules. */
  readonly alerts?: SeenAlerts;
}

export interface FolderFacts {
  readonly version?: number;
  readonly updatedBy?: string;
  readonly updated?: string;
  /** Fingerprints that the folder had when dashboards were published into it; empty when it never was ours. */
  readonly published: ReadonlySet<string>;
  /** A dashboard with our mark is in it. */
  readonly holdsOurs: boolean;
  /** The one who wrote it last is this project's service account, or nobody with a login. */
  readonly writtenByProgram: boolean;
}
