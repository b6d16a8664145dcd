import { SEARCH_LIMIT } from '../grafana/client.ts';
import { GrafanaError } from '../grafana/grafana-error.ts';
import { inParallel } from '../grafana/in-parallel.ts';
import type { DriftQuestion } from './question.ts';
import type { DriftReport } from './report.ts';

type Stranger = DriftReport['unmanaged'][number];

/** Authors are asked for of no more than this many, a few at a time: it is a courtesy, not the check. */
const MOST_AUTHORS = 20;
const AT_A_TIME = 8;

/** Up to 10.4 the reader asks only for what is ours: the search tells what else stands in our folders. */
export async function strangersBySearch(
  question: DriftQuestion,
  ourFolders: ReadonlySet<string>,
  seen: ReadonlySet<string>,
  tag: string,
): Promise<DriftReport['unmanaged']> {
  const strangers = new Map<string, DriftReport['unmanaged'][number]>();
  for (let page = 1; ; page++) {
    const hits = await question.client.search({ type: 'dash-db', limit: SEARCH_LIMIT, page });
    for (const { uid, title, folderUid, tags } of hits) {
      const isOurs = seen.has(uid) || tags?.includes(tag) === true;
      if (!isOurs && folderUid != null && ourFolders.has(folderUid))
        strangers.set(uid, { kind: 'dashboard', uid, title, folderUid });
    }
    if (hits.length < SEARCH_LIMIT) return [...strangers.values()];
  }
}

/**
 * Who made what stands in our folders unasked. `/apis` calls people by uid (`user:k3um…`), and the search of 9.4 not at all:
 * the classic API knows them by login.
 */
export async function withAuthors(
  strangers: readonly Stranger[],
  { client }: DriftQuestion,
): Promise<Stranger[]> {
  const isNameless = ({ kind, by }: Stranger): boolean =>
    kind === 'dashboard' && (by === undefined || by.startsWith('user:'));
  const named = new Map<Stranger, Stranger>();
  const work = strangers
    .filter(isNameless)
    .slice(0, MOST_AUTHORS)
    .map((stranger) => async (): Promise<void> => {
      try {
        const { updatedBy, updated } = await client.dashboard(stranger.uid);
        named.set(stranger, {
          ...stranger,
          ...(updatedBy !== undefined && { by: updatedBy }),
          ...(updated !== undefined && { at: updated }),
        });
      } catch (error) {
        // Gone since, or stored as the classic API cannot give it (406): then what is known has to do.
        if (!(error instanceof GrafanaError)) throw error;
      }
    });
  for await (const _ of inParallel(work, AT_A_TIME, (start) => start()));
  return strangers.map((stranger) => named.get(stranger) ?? stranger);
}
