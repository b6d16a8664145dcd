import { setTimeout as wait } from 'node:timers/promises';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import type { Answer, Span } from './outcome.ts';
import { withinBudget } from './within-budget.ts';
import type { ScanBudget } from './scan-budget.ts';

export interface InsightsOptions {
  readonly client: CloudWatchLogsClient;
  readonly budget: ScanBudget;
  readonly signal: AbortSignal;
  /** Milliseconds between two looks at a running query. */
  readonly pollMs?: number;
}

/**
 * Runs a log query within the budget. One that gets more than is left is stopped on AWS, as is one that runs when Ctrl-C
 * comes.
 */
export async function askInsights(
  options: InsightsOptions,
  expression: string,
  logGroups: readonly string[],
  span: Span,
): Promise<Answer> {
  if (logGroups.length === 0) return { status: 'failed', reason: 'The query names no log groups.' };
  return withinBudget(options.budget, logGroups, span, (part) =>
    run(options, expression, logGroups, part),
  );
}

async function run(
  { client, budget, signal, pollMs = 500 }: InsightsOptions,
  expression: string,
  logGroups: readonly string[],
  span: Span,
): Promise<Answer> {
  const sdk = await import('@aws-sdk/client-cloudwatch-logs');
  let queryId: string | undefined;
  let bytesScanned = 0;
  const spent = (isWhole: boolean): void => budget.spend(bytesScanned, logGroups, span, isWhole);
  const stopped = async (): Promise<void> => {
    bytesScanned = Math.max(bytesScanned, await stop(client, queryId));
    spent(false);
  };
  try {
    const started = await client.send(
      new sdk.StartQueryCommand({
        queryString: expression,
        logGroupNames: [...logGroups],
        startTime: Math.floor(span.from / 1000),
        endTime: Math.floor(span.to / 1000),
        limit: 1000,
      }),
      { abortSignal: signal },
    );
    ({ queryId } = started);
    for (;;) {
      const answer = await client.send(new sdk.GetQueryResultsCommand({ queryId }), {
        abortSignal: signal,
      });
      const before = bytesScanned;
      bytesScanned = answer.statistics?.bytesScanned ?? bytesScanned;
      const status = answer.status ?? 'Unknown';
      if (status === 'Complete') {
        spent(true);
        const rows = answer.results?.length ?? 0;
        return { status: rows > 0 ? 'answered' : 'empty', rows, bytesScanned };
      }
      if (status !== 'Running' && status !== 'Scheduled') {
        spent(false);
        return {
          status: 'failed',
          bytesScanned,
          reason: `CloudWatch ended the query as ${status}.`,
        };
      }
      // Where nothing is known, as much again until the next look would be too much.
      const more = budget.isKnown(logGroups, span) ? 0 : bytesScanned - before;
      if (bytesScanned + more > budget.left) {
        await stopped();
        return {
          status: 'not-run',
          bytesScanned,
          reason: 'Stopped: the budget of bytes was used up (--max-scan).',
        };
      }
      await wait(pollMs, undefined, { signal });
    }
  } catch (error) {
    await stopped();
    if (signal.aborted) return { status: 'not-run', reason: 'Stopped by Ctrl-C.' };
    return failureOf(error, logGroups);
  }
}

/** Stops a query on AWS; returns the bytes that it had scanned by then. */
async function stop(client: CloudWatchLogsClient, queryId: string | undefined): Promise<number> {
  if (queryId === undefined) return 0;
  const sdk = await import('@aws-sdk/client-cloudwatch-logs');
  // It may have ended meanwhile: then there is nothing to stop.
  await client.send(new sdk.StopQueryCommand({ queryId })).catch(() => undefined);
  const answer = await client
    .send(new sdk.GetQueryResultsCommand({ queryId }))
    .catch(() => undefined);
  return answer?.statistics?.bytesScanned ?? 0;
}

function failureOf(error: unknown, logGroups: readonly string[]): Answer {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (
    /expired/i.test(name) ||
    name === 'CredentialsProviderError' ||
    name === 'UnrecognizedClientException'
  )
    throw new UserError(
      /expired/i.test(name)
        ? 'the AWS credentials have expired.'
        : 'there are no AWS credentials to ask CloudWatch Logs with.',
      {
        exitCode: ExitCode.Forbidden,
        details: [message],
        suggestions: [['aws sso login', 'or set AWS_PROFILE']],
        cause: error,
      },
    );
  if (/AccessDenied/.test(name))
    throw new UserError('AWS does not let these credentials query the logs.', {
      exitCode: ExitCode.Forbidden,
      details: [message],
      suggestions: ['npm run iam-policy -- verify'],
      cause: error,
    });
  const missing =
    name === 'ResourceNotFoundException' ? ` (log groups: ${logGroups.join(', ')})` : '';
  return { status: 'failed', reason: `${name.replace(/Exception$/, '')}: ${message}${missing}` };
}
