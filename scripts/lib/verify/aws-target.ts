import { AmpClient } from './amp-client.ts';
import { askInsights } from './ask-insights.ts';
import { askPromql, namesInAmp } from './ask-promql.ts';
import { awsLogQueries } from './aws-log-queries.ts';
import type { Environment } from '../config/environment.ts';
import type { Span } from './outcome.ts';
import type { ScanBudget } from './scan-budget.ts';
import type { VerifyTarget } from './target.ts';

export interface AwsTargetOptions {
  readonly environment: Pick<Environment, 'region' | 'prometheusWorkspaceId'>;
  readonly budget: ScanBudget;
  readonly span: Span;
  readonly signal: AbortSignal;
  /** Both AMP and Logs, in tests and on the simulated app; absent: AWS. */
  readonly endpoint?: string;
  /** Absent: those that the AWS command line would use. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly pollMs?: number;
  readonly backoffMs?: number;
}

/** AMP and CloudWatch Logs, asked with the environment's own credentials. */
export async function awsTarget(
  options: AwsTargetOptions,
): Promise<Pick<VerifyTarget, 'ask' | 'names' | 'close'>> {
  const { environment, budget, span, signal, endpoint, pollMs, backoffMs } = options;
  const { region, prometheusWorkspaceId } = environment;
  // Node 20 is what this project asks for; the SDK's advice to leave it is not about a verification.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
  const credentials = options.credentials ?? (await defaultCredentials());
  const amp = new AmpClient({
    endpoint:
      endpoint ??
      process.env['AWS_ENDPOINT_URL_AMP'] ??
      `https://aps-workspaces.${region}.amazonaws.com`,
    workspaceId: prometheusWorkspaceId,
    region,
    credentials,
    signal,
    ...(backoffMs !== undefined && { backoffMs }),
  });
  const client = new CloudWatchLogsClient({
    region,
    credentials,
    ...(endpoint !== undefined && { endpoint }),
  });
  const queries = awsLogQueries(client);
  return {
    ask: (question) =>
      question.language === 'promql'
        ? askPromql(amp, question.expression, span)
        : askInsights(
            { queries, budget, signal, ...(pollMs !== undefined && { pollMs }) },
            question,
            span,
          ),
    names: (metrics) => namesInAmp(amp, metrics, span),
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
}

async function defaultCredentials() {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider();
}
