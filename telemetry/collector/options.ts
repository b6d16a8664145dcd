/** What a collector's configuration depends on. */
export interface CollectorOptions {
  /** Version of the AWS Distro for OpenTelemetry, such as `0.49`; decides the names of components and the form of variables. */
  readonly adot?: string;
  /** Where the app's /metrics is: a host and port, or a variable of the container. */
  readonly scrapeTarget?: string;
  /** Names of the series to keep, as Amazon Managed Prometheus stores them; absent: keep everything. */
  readonly keep?: readonly string[];
  /** Drop the published app's series of deleted to-dos, each of which is a path of its own. */
  readonly dropDeletes?: boolean;
  /**
   * Remember what could not be sent in this folder. Off: `timeout` rides out a minute without it, and the one time that it was tried
   * (contrib 0.155, a store that refused for 40 s, 2026-11-27) samples came out of order afterwards, the store refused those (400), and
   * fewer had arrived in the end than without the log. Whether that is always so was not looked into.
   */
  readonly writeAheadLog?: string;
}

export const DEFAULT_ADOT = '0.49';

/** The version that was started with each option (test/recordings/telemetry/collector/accepted.txt); what others take is inferred. */
export const TRIED_ADOT = '0.49';

/** Is this ADOT version at least that one? `0.9` is older than `0.49`. */
export function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = numbers(version);
  const [leastMajor = 0, leastMinor = 0] = numbers(least);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

const numbers = (version: string): number[] => version.replace(/^v/, '').split('.').map(Number);
