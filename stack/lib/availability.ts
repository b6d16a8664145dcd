/**
 * Where Amazon Managed Grafana can be had, and until when which of its versions is supported.
 * AWS General Reference, "Amazon Managed Grafana endpoints and quotas", and the user guide, "Updating a workspace version"; read 2026-11-23.
 * Amazon Managed Service for Prometheus is in each of these regions, too.
 */
export const GRAFANA_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
] as const;

export const GRAFANA_VERSIONS: Readonly<Record<string, { readonly supportedUntil?: string }>> = {
  '9.4': { supportedUntil: '2026-12-20' },
  '10.4': {},
  '12.4': {},
  '13.2': {},
};

/** @throws Error naming the regions that there are */
export function verifyRegion(region: string): void {
  if ((GRAFANA_REGIONS as readonly string[]).includes(region)) return;
  throw new Error(
    `Amazon Managed Grafana is not available in ${region} (as of 2026-11-23). Put the workspaces into one of ${GRAFANA_REGIONS.join(', ')}: region in environments.ts.`,
  );
}

/** A warning for a version whose support ends, or undefined. @throws Error for a version that there is none of */
export function versionWarning(version: string): string | undefined {
  const known = GRAFANA_VERSIONS[version];
  if (!known) throw new Error(`Amazon Managed Grafana has no version ${version}; it has ${Object.keys(GRAFANA_VERSIONS).join(', ')}.`);
  return known.supportedUntil && `Grafana ${version} is supported until ${known.supportedUntil}: choose 12.4, or update the workspace in place (10.4 first).`;
}
