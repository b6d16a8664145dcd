/** What a version message of this project says. */
export interface PublishMark {
  readonly project: string;
  readonly environment: string;
  /** Commit, short or long; `unknown` outside a git work tree. */
  readonly commit: string;
  /** Of the dashboard as it was published (fingerprint.ts). */
  readonly fingerprint: string;
  /** Fingerprint of the folder that it was published into: Grafana keeps no history of folders. */
  readonly folder?: string | undefined;
}

/** Grafana 12 refuses longer ones. */
const MAX_LENGTH = 500;
const PATTERN =
  /^Published by ([^\s/]+)\/(\S+) at (\S+) \(content ([0-9a-f]{16})(?:, folder ([0-9a-f]{16}))?\)/;

/** The message of a version that this project writes, for people and for `parsePublishMessage`. At most 500 characters. */
export function formatPublishMessage(mark: PublishMark): string {
  const { project, environment, commit, fingerprint, folder } = mark;
  const message = `Published by ${project}/${environment} at ${commit} (content ${fingerprint}${folder === undefined ? '' : `, folder ${folder}`})`;
  if (message.length > MAX_LENGTH || !PATTERN.test(message))
    throw new Error(`cannot be a version message of Grafana: ${message.slice(0, 80)}`);
  return message;
}

/** The mark in a version message; undefined for anything that this project did not write. */
export function parsePublishMessage(text: string | undefined): PublishMark | undefined {
  const match = PATTERN.exec(text ?? '');
  if (!match) return undefined;
  const [, project = '', environment = '', commit = '', fingerprint = '', folder] = match;
  return { project, environment, commit, fingerprint, ...(folder !== undefined && { folder }) };
}
