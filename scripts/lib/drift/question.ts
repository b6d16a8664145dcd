import type { NamedEnvironment } from '../config/load.ts';
import type { GrafanaClient } from '../grafana/client.ts';
import type { WorkspaceReader } from '../grafana/live.ts';
import type { Content } from '../state/content.ts';
import type { Resource } from '../state/resource.ts';
import { shellWord } from '../text/words.ts';

/** What a drift check asks, and whom. */
export interface DriftQuestion extends NamedEnvironment {
  readonly project: string;
  readonly workspace: {
    readonly title: string;
    readonly url: string;
    readonly grafanaVersion: string;
  };
  readonly client: GrafanaClient;
  readonly reader: WorkspaceReader;
  /** What the code wants, marked as ours (desiredState). */
  readonly desired: readonly Resource[];
  readonly locate: Content['locate'];
  /** Uids to look at; absent: all. */
  readonly only?: readonly string[];
  readonly now: Date;
  /** Whether the code of a commit had a resource; undefined when nobody can tell. */
  readonly existedAt: (commit: string, uid: string) => Promise<boolean | undefined>;
}

/** `npm run drift -- --env NAME` with the words that follow: the uid of an alert rule group may be anything. */
export const driftCommand = (environment: string, ...words: readonly string[]): string =>
  ['npm run drift -- --env', environment, ...words.map(shellWord)].join(' ');
