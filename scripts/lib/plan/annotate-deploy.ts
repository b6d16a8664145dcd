import { GrafanaError } from '../grafana/grafana-error.ts';
import type { GrafanaClient } from '../grafana/client.ts';
import type { RequestCounts } from '../grafana/http.ts';
import { NO_COMMIT, type Commit } from './commit.ts';
import type { PublishedChange } from './outcome.ts';

export interface DeployContext {
  readonly client: GrafanaClient;
  /** `<project>/<environment>`; dashboards show deploys by this tag. */
  readonly tag: string;
  readonly commit: Commit;
  readonly counts: RequestCounts;
  readonly warn: (sentence: string) => void;
}

/** Titles named before "and n more". */
const NAMED = 5;

/** Marks the publish on the time axis of every dashboard that shows annotations tagged `deploy`. A failure is only told. */
export async function annotateDeploy(
  changes: readonly PublishedChange[],
  { client, tag, commit, counts, warn }: DeployContext,
): Promise<void> {
  const made = changes.filter(({ action, outcome }) => action !== 'noop' && outcome === 'done');
  if (made.length === 0) return;
  const titles = made.map(({ action, title }) => `${action} ${title}`);
  const rest = titles.length > NAMED ? ` and ${titles.length - NAMED} more` : '';
  const by = commit.author ? ` by ${commit.author}` : '';
  const subject = commit.subject ? `: ${commit.subject}` : '';
  const text = `Published${commit.id === NO_COMMIT ? '' : ` ${commit.id}`}${by}${subject}\n${titles.slice(0, NAMED).join(', ')}${rest}${commit.link ? `\n${commit.link}` : ''}`;
  const written = counts.written;
  try {
    await client.annotate({ time: Date.now(), tags: ['deploy', tag], text });
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    warn(
      `the deploy annotation could not be made (${error.message}); the dashboards are published.`,
    );
  } finally {
    // `written` counts writes of resources; an annotation is none.
    counts.written = written;
  }
}
