import type { GrafanaClient } from '../../grafana/client.ts';
import { searchAll } from '../../grafana/read-legacy.ts';
import { expiryOf, pullOfTag, pullUid, type PullPreview } from './names.ts';

/** The dashboards of one pull request that a workspace has. */
export interface FoundPreview {
  readonly pull: number;
  readonly dashboards: readonly { readonly uid: string; readonly title: string }[];
  /** The latest day of its dashboards, `2026-12-31`; absent when somebody took the tag away. */
  readonly expires?: string;
}

/** What a search tells of a workspace, in one request for up to 5,000 dashboards. */
export interface FoundPreviews {
  /** Dashboards of the workspace, everybody's. */
  readonly total: number;
  readonly previews: readonly FoundPreview[];
}

/** Finds the previews of an environment by their tags; no other dashboard is ever looked at. */
export async function findPreviews(
  client: GrafanaClient,
  where: Omit<PullPreview, 'pull'>,
): Promise<FoundPreviews> {
  const byPull = new Map<number, { uid: string; title: string; expires: string }[]>();
  const seen = new Set<string>();
  for await (const { uid, title, tags } of searchAll(client, { type: 'dash-db' })) {
    seen.add(uid);
    const pull = (tags ?? []).map((tag) => pullOfTag(tag, where)).find((found) => found);
    // "Save as" copies the tags, and gives another uid: the copy is its maker's.
    if (pull === undefined || !uid.startsWith(pullUid(pull, ''))) continue;
    byPull.set(pull, [
      ...(byPull.get(pull) ?? []),
      { uid, title, expires: expiryOf(tags ?? []) ?? '' },
    ]);
  }
  const previews = [...byPull]
    .sort(([a], [b]) => a - b)
    .map(([pull, dashboards]): FoundPreview => {
      const expires = dashboards
        .map((each) => each.expires)
        .sort()
        .at(-1);
      return {
        pull,
        dashboards: dashboards.map(({ uid, title }) => ({ uid, title })),
        ...(expires && { expires }),
      };
    });
  return { total: seen.size, previews };
}
