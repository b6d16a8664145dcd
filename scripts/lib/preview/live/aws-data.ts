import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Environment } from '../../config/environment.ts';
import type { DataPlane } from '../../local/data-plane.ts';
import {
  PrometheusError,
  type PrometheusClient,
  type PromqlResult,
} from '../../prometheus/client.ts';
import { prometheusDataPlane } from '../../prometheus/data-plane.ts';
import { framesOf } from '../../queries/insights/frames.ts';
import { AmpClient, AmpQueryError, type AmpOptions } from '../../verify/amp-client.ts';
import type { PreviewData } from '../preview-data.ts';
import { planesByType } from '../planes.ts';
import { panelError } from './panel-error.ts';

export interface AwsDataOptions {
  readonly environment: Pick<Environment, 'region' | 'prometheusWorkspaceId'>;
  readonly signal: AbortSignal;
  /** Of AMP and of CloudWatch Logs, in tests; absent: AWS. */
  readonly endpoint?: string;
  /** Absent: those that the AWS command line would use. */
  readonly credentials?: AmpOptions['credentials'];
  readonly pollMs?: number;
}

/** An environment's own data, read with the user's AWS credentials: nothing is written. A refusal is shown in the panel that met it. */
export async function awsData(options: AwsDataOptions): Promise<PreviewData> {
  const { region, prometheusWorkspaceId } = options.environment;
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // Every panel that is being asked for listens for the end of the preview.
  setMaxListeners(0, options.signal);
  const credentials =
    options.credentials ?? (await import('@aws-sdk/credential-provider-node')).defaultProvider();
  const amp = new AmpClient({
    endpoint:
      options.endpoint ??
      process.env['AWS_ENDPOINT_URL_AMP'] ??
      `https://aps-workspaces.${region}.amazonaws.com`,
    workspaceId: prometheusWorkspaceId,
    region,
    credentials,
    signal: options.signal,
  });
  const logs = await logsPlane({ ...options, credentials });
  return {
    dataPlane: planesByType({
      prometheus: saysWhy(prometheusDataPlane(ampAsPrometheus(amp)), region),
      cloudwatch: saysWhy(logs.plane, region),
    }),
    annotations: [],
    stop: () => {
      logs.close();
      return Promise.resolve();
    },
  };
}

/** AMP speaks Prometheus' API; only the signature is its own. */
function ampAsPrometheus(amp: AmpClient): PrometheusClient {
  const seconds = (ms: number): string => String(ms / 1000);
  const ask = async <T>(path: string, form: Record<string, string>): Promise<T> => {
    try {
      return (await amp.post(path, form)) as T;
    } catch (error) {
      if (error instanceof AmpQueryError)
        throw new PrometheusError('bad_data', error.message, 400, error);
      throw error;
    }
  };
  const series: PrometheusClient['series'] = (matcher, { start, end }) =>
    ask('series', { 'match[]': matcher, start: seconds(start), end: seconds(end) });
  return {
    instant: (query, time) => ask<PromqlResult>('query', { query, time: seconds(time) }),
    range: (query, { start, end, step }) =>
      ask<PromqlResult>('query_range', {
        query,
        start: seconds(start),
        end: seconds(end),
        step: seconds(step),
      }),
    series,
    // The endpoint of label values takes no POST: the series tell the same.
    labelValues: async (label, span, matcher = `{${label}!=""}`) => {
      const found = await series(matcher, span);
      return [...new Set(found.flatMap((labels) => labels[label] ?? []))].sort();
    },
  };
}

/** What cannot be answered becomes the panel's own error, not the page's. */
const saysWhy = (plane: DataPlane, region: string): DataPlane => ({
  query: (query, signal) =>
    plane
      .query(query, signal)
      .catch((error: unknown) => ({ status: 502, error: panelError(error, region) })),
});

async function logsPlane({
  environment,
  endpoint,
  credentials,
  pollMs = 500,
}: AwsDataOptions): Promise<{ plane: DataPlane; close: () => void }> {
  const sdk = await import('@aws-sdk/client-cloudwatch-logs');
  const client = new sdk.CloudWatchLogsClient({
    region: environment.region,
    ...(credentials && { credentials }),
    ...(endpoint !== undefined && { endpoint }),
  });
  const plane: DataPlane = {
    query: async ({ target, from, to }, signal) => {
      if (target['queryMode'] !== 'Logs')
        return { status: 501, error: 'The live preview asks log queries of CloudWatch only.' };
      const groups =
        (target['logGroups'] as { arn?: string }[] | undefined)?.flatMap((g) =>
          g.arn ? [g.arn.replace(/:\*$/, '')] : [],
        ) ?? [];
      const started = await client.send(
        new sdk.StartQueryCommand({
          queryString: String(target['expression'] ?? ''),
          startTime: Math.floor(from / 1000),
          endTime: Math.ceil(to / 1000),
          ...(groups.length > 0
            ? { logGroupIdentifiers: groups }
            : { logGroupNames: target['logGroupNames'] as string[] }),
        }),
        { abortSignal: signal },
      );
      const queryId = started.queryId;
      for (;;) {
        const answer = await client.send(new sdk.GetQueryResultsCommand({ queryId }), {
          abortSignal: signal,
        });
        if (answer.status === 'Complete')
          return {
            status: 200,
            frames: framesOf(answer, {
              refId: String(target['refId'] ?? 'A'),
              statsGroups: (target['statsGroups'] as string[] | undefined) ?? [],
            }),
          };
        if (answer.status !== 'Running' && answer.status !== 'Scheduled')
          return {
            status: 502,
            error: `CloudWatch Logs ended the query with the status ${answer.status}.`,
          };
        await wait(pollMs, undefined, { signal });
      }
    },
  };
  return { plane, close: () => client.destroy() };
}
