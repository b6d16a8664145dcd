import type { Drift, DriftReport } from '../drift/report.ts';
import { describeDifference, type DescribedDifference } from '../plan/diff/describe.ts';

/** What happened to a resource, in a few words of everyday English; user text is as it was written. */
export function happened(drift: Drift, now: Date): string {
  const { what, versions, note } = drift;
  const newest = versions[0];
  const who = newest ? ` by ${peopleOf(drift)}, ${formatWhen(newest.at, now)}` : '';
  const many = versions.length > 1 ? `, ${versions.length} versions` : '';
  const VERBS: Record<Drift['what'], string> = {
    deleted: 'deleted in Grafana',
    edited: 'edited',
    moved: 'moved to another folder',
    replaced: note ?? 'published over by another project',
    unmarked: 'our tag was taken off',
  };
  return what === 'replaced' ? VERBS.replaced : `${VERBS[what]}${who}${many}`;
}

/** Everyone who saved since, newest first, each once. */
export const peopleOf = ({ versions }: Drift): string =>
  [...new Set(versions.map(({ by }) => by || 'somebody'))].join(', ');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 24 * 3600 * 1000;

/** An ISO time as a person says it, in UTC: `today 16:04`, `yesterday 09:12`, `12 Nov 16:04`, `12 Nov 2025`. Times after `now` (clocks differ) are given in full. */
export function formatWhen(iso: string, now: Date): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const time = at.toISOString().slice(11, 16);
  const days = Math.floor(now.getTime() / DAY) - Math.floor(at.getTime() / DAY);
  if (days === 0) return `today ${time}`;
  if (days === 1) return `yesterday ${time}`;
  const date = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ''}`;
  return at.getUTCFullYear() === now.getUTCFullYear()
    ? `${date} ${time}`
    : `${date} ${at.getUTCFullYear()}`;
}

/** `production: 1 of 4 resources drifted`, `production: in sync (4 resources)`, `production: could not look at 2 of 4 resources`. */
export function headline(report: DriftReport): string {
  const { environment, checked, drifts, unchecked } = report;
  const plural = (count: number): string => (count === 1 ? 'resource' : 'resources');
  const ahead = report.pending.length === 0 ? '' : `, ${report.pending.length} not published yet`;
  if (report.inSync) return `${environment}: in sync (${checked} ${plural(checked)}${ahead})`;
  const drifted =
    drifts.length === 0
      ? []
      : [`${drifts.length} of ${checked} ${plural(checked)} drifted${publishedSince(report)}`];
  const blind =
    unchecked.length === 0
      ? []
      : [`could not look at ${unchecked.length} of ${checked} ${plural(checked)}`];
  return `${environment}: ${[...drifted, ...blind].join('; ')}`;
}

function publishedSince({ drifts, checkedAt }: DriftReport): string {
  const published = drifts.flatMap((drift) => drift.published ?? []);
  const newest = published.toSorted((a, b) => b.at.localeCompare(a.at))[0];
  if (!newest) return '';
  const commit = newest.commit === undefined ? 'it' : newest.commit;
  return ` since ${commit} was published ${formatWhen(newest.at, new Date(checkedAt))}`;
}

/** A difference in words, and which save of whom brought it where there were several. */
export function describeDrift(drift: Drift, one: Drift['diff'][number]): DescribedDifference {
  const described = describeDifference(one);
  const saved = drift.versions.find(({ version }) => version === one.version);
  if (!saved) return described;
  const who = `(version ${saved.version}, ${saved.by || 'somebody'})`;
  return { ...described, text: described.text === '' ? who : `${described.text}  ${who}` };
}
