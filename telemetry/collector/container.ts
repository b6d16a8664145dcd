import { awslogs } from '../awslogs.ts';
import { DEFAULT_ADOT } from './options.ts';

export interface CollectorContainerOptions {
  readonly region: string;
  readonly prometheusWorkspaceId: string;
  readonly logGroup: string;
  /** The configuration's YAML, or the ARN of the SSM parameter that holds it. */
  readonly configuration: { readonly yaml: string } | { readonly parameterArn: string };
  readonly adot?: string;
}

/** Its log lines begin with a date, `2026-11-27T…` or `2026/11/27 …`; a stack trace under one belongs to it. */
export const COLLECTOR_FIRST_LINE = String.raw`^\d{4}[-/]\d{2}`;

/** The sidecar in the form of an ECS task definition's `containerDefinitions`. */
export function collectorContainer(options: CollectorContainerOptions) {
  const { region, prometheusWorkspaceId, logGroup, configuration, adot = DEFAULT_ADOT } = options;
  const variables = {
    AWS_REGION: region,
    AWS_PROMETHEUS_ENDPOINT: `https://aps-workspaces.${region}.amazonaws.com/workspaces/${prometheusWorkspaceId}/api/v1/remote_write`,
    AWS_PROMETHEUS_SCRAPING_ENDPOINT: '127.0.0.1:5000',
    ...('yaml' in configuration && { AOT_CONFIG_CONTENT: configuration.yaml }),
  };
  return {
    name: 'collector',
    image: `public.ecr.aws/aws-observability/aws-otel-collector:v${adot}.0`,
    // A task whose telemetry has died still serves its users.
    essential: false,
    cpu: 128,
    memoryReservation: 256,
    environment: Object.entries(variables).map(([name, value]) => ({ name, value })),
    secrets:
      'parameterArn' in configuration
        ? [{ name: 'AOT_CONFIG_CONTENT', valueFrom: configuration.parameterArn }]
        : [],
    healthCheck: {
      command: ['CMD', '/healthcheck'],
      interval: 10,
      timeout: 5,
      retries: 5,
      startPeriod: 15,
    },
    logConfiguration: awslogs({ logGroup, region, firstLine: COLLECTOR_FIRST_LINE }),
    // Enough to flush the last batch: after SIGTERM it sends what it holds.
    stopTimeout: 30,
  };
}
