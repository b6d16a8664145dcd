import { ExitCode } from '../../scripts/lib/cli/exit-code.ts';
import { UserError } from '../../scripts/lib/cli/user-error.ts';

/** When the tables below were last compared with their sources. */
export const AS_OF = '2026-11-27';

/**
 * Where an Amazon Managed Grafana workspace can be made, of AWS's public regions.
 * AWS General Reference, "Amazon Managed Grafana endpoints and quotas"; the same as CloudFormation's specification by region.
 */
export const GRAFANA_REGIONS: readonly string[] = [
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
];

/** Where an Amazon Managed Service for Prometheus workspace can be made. CloudFormation's specification by region. */
export const PROMETHEUS_REGIONS: readonly string[] = [
  ...GRAFANA_REGIONS,
  'us-west-1',
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'mx-central-1',
  'sa-east-1',
];

/** Versions that Amazon Managed Grafana offers, and until when it supports each. User guide, "Update your workspace version". */
export const GRAFANA_VERSIONS: Readonly<Record<string, { readonly supportedUntil?: string }>> = {
  '9.4': { supportedUntil: '2026-12-20' },
  '10.4': {},
  '12.4': {},
  '13.2': {},
};

/** @throws UserError (exit 2) naming what the region lacks and the regions that there are */
export function verifyRegion(region: string): void {
  if (GRAFANA_REGIONS.includes(region)) return;
  const fact = PROMETHEUS_REGIONS.includes(region)
    ? `Amazon Managed Grafana is not available in ${region}`
    : `neither Amazon Managed Grafana nor Amazon Managed Service for Prometheus is available in ${region}`;
  throw new UserError(`${fact} (as of ${AS_OF}).`, {
    exitCode: ExitCode.Usage,
    details: [`Put the workspaces into one of ${GRAFANA_REGIONS.join(', ')}.`],
    suggestions: ['edit region in environments.ts, or pass -c region=REGION'],
  });
}

/** @throws UserError (exit 2) for a version that there is none of */
export function verifyGrafanaVersion(version: string): void {
  if (Object.hasOwn(GRAFANA_VERSIONS, version)) return;
  throw new UserError(
    `Amazon Managed Grafana has no version ${version}; it has ${Object.keys(GRAFANA_VERSIONS).join(', ')} (as of ${AS_OF}).`,
    {
      exitCode: ExitCode.Usage,
    },
  );
}

/** A warning for a version whose support ends or has ended, or undefined. `today`: `2026-11-27`. */
export function versionWarning(
  version: string,
  today = new Date().toISOString().slice(0, 10),
): string | undefined {
  const until = GRAFANA_VERSIONS[version]?.supportedUntil;
  if (until === undefined) return undefined;
  const fact = until < today ? `was supported until ${until}` : `is supported until ${until}`;
  return `Grafana ${version} ${fact}: choose 12.4, or update the workspace in place (10.4 first).`;
}
