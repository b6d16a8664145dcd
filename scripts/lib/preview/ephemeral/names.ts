import { createHash } from 'node:crypto';
import { managedTag } from '../../state/managed.ts';

/** The pull request whose dashboards are shown, and where. */
export interface PullPreview {
  readonly project: string;
  /** The key in environments.ts. */
  readonly environment: string;
  readonly pull: number;
}

/** A rule of Grafana: a longer uid is refused. */
const LONGEST_UID = 40;

/**
 * `pr-<n>-<name>`, at most 40 characters: of a longer name the beginning, and a hash of the whole, so that two long names that begin
 * alike stay apart.
 */
export function pullUid(pull: number, name: string): string {
  const whole = `pr-${pull}-${name}`;
  if (whole.length <= LONGEST_UID) return whole;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${whole.slice(0, LONGEST_UID - hash.length - 1)}-${hash}`;
}

/** What the engine of a publish takes for the environment: its mark is then `<project>/<environment>/pr-<n>`, which no publish touches. */
export const pullEnvironment = ({ environment, pull }: PullPreview): string =>
  `${environment}/pr-${pull}`;

/** The mark of a pull request's dashboards. */
export const pullTag = (preview: PullPreview): string =>
  managedTag(preview.project, pullEnvironment(preview));

/** The folder of a pull request: of this project and environment, of which a workspace may have several. */
export const pullFolderUid = ({ project, environment, pull }: PullPreview): string =>
  pullUid(pull, `${project}-${environment}`);

export const pullFolderTitle = ({ project, environment, pull }: PullPreview): string =>
  `Pull request #${pull} (${project}/${environment})`;

/** The number of the pull request that a tag marks; undefined for every other tag, those of other projects and environments included. */
export function pullOfTag(
  tag: string,
  { project, environment }: Omit<PullPreview, 'pull'>,
): number | undefined {
  const prefix = `${managedTag(project, environment)}/pr-`;
  const number = tag.startsWith(prefix) ? tag.slice(prefix.length) : '';
  return /^[1-9]\d{0,8}$/.test(number) ? Number(number) : undefined;
}

const EXPIRY = /^expires (\d{4}-\d{2}-\d{2})$/;

/** Tags survive every kind of save, so the day until which a preview is kept is one. */
export const expiryTag = (day: string): string => `expires ${day}`;

/** The day (UTC, `2026-12-31`) until which a preview with these tags is kept. */
export const expiryOf = (tags: readonly string[]): string | undefined =>
  tags.flatMap((tag) => EXPIRY.exec(tag)?.[1] ?? []).at(0);

/** A day in UTC, so many days after a time in epoch milliseconds. */
export const dayAfter = (now: number, days: number): string =>
  new Date(now + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
