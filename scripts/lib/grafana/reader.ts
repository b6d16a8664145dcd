import type { GrafanaClient } from './client.ts';
import { GrafanaError } from './grafana-error.ts';
import type { LiveDashboard, LiveFolder, ReadSelection, WorkspaceReader } from './live.ts';
import { apisReader } from './read-apis.ts';
import { legacyReader } from './read-legacy.ts';

/** The first version whose `/apis` serves dashboards in the stored form. */
const FIRST_APIS_VERSION = 12;

/** The major number of a version such as `12.4` or `12.2.0-pre`. */
export const majorOf = (version: string): number => Number.parseInt(version, 10) || 0;

/** Whether a Grafana of this version serves `/apis`. */
export const hasApis = (version: string): boolean => majorOf(version) >= FIRST_APIS_VERSION;

/**
 * The reader for a Grafana of this version. A newer one that does not serve v0alpha1 any more is read the older way, and so
 * is one that forbids its LIST: 12.2 does that to an editor as long as there is no dashboard that the editor may read.
 */
export function readerFor(client: GrafanaClient, version: string): WorkspaceReader {
  if (!hasApis(version)) return legacyReader(client);
  return withFallback(apisReader(client), legacyReader(client));
}

function withFallback(first: WorkspaceReader, second: WorkspaceReader): WorkspaceReader {
  const notServed = (error: unknown): boolean =>
    error instanceof GrafanaError && [403, 404, 406].includes(error.status ?? 0);
  return {
    generation: first.generation,
    folders: async (): Promise<readonly LiveFolder[]> => {
      try {
        return await first.folders();
      } catch (error) {
        if (!notServed(error)) throw error;
        return second.folders();
      }
    },
    async *dashboards(selection: ReadSelection): AsyncGenerator<LiveDashboard> {
      let started = false;
      try {
        for await (const dashboard of first.dashboards(selection)) {
          started = true;
          yield dashboard;
        }
      } catch (error) {
        if (started || !notServed(error)) throw error;
        yield* second.dashboards(selection);
      }
    },
  };
}
