import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import type { LogQueries } from './log-queries.ts';

/** Log queries asked of CloudWatch Logs itself. */
export function awsLogQueries(client: CloudWatchLogsClient): LogQueries {
  const sdk = () => import('@aws-sdk/client-cloudwatch-logs');
  return {
    start: async ({ expression, logGroups }, { from, to }, abortSignal) => {
      const { StartQueryCommand } = await sdk();
      const { queryId = '' } = await client.send(
        new StartQueryCommand({
          queryString: expression,
          logGroupNames: [...logGroups],
          startTime: Math.floor(from / 1000),
          endTime: Math.floor(to / 1000),
          limit: 1000,
        }),
        { abortSignal },
      );
      return queryId;
    },
    look: async (queryId, _question, abortSignal) => {
      const { GetQueryResultsCommand } = await sdk();
      const answer = await client.send(new GetQueryResultsCommand({ queryId }), { abortSignal });
      return {
        status: answer.status ?? 'Unknown',
        bytesScanned: answer.statistics?.bytesScanned,
        rows: answer.results?.length ?? 0,
      };
    },
    stop: async (queryId) => {
      const { StopQueryCommand } = await sdk();
      await client.send(new StopQueryCommand({ queryId }));
    },
    failure: (error, { logGroups }) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      refuseCredentials(name, message, error);
      const missing =
        name === 'ResourceNotFoundException' ? ` (log groups: ${logGroups.join(', ')})` : '';
      return {
        status: 'failed',
        reason: `${name.replace(/Exception$/, '')}: ${message}${missing}`,
      };
    },
  };
}

/** Credentials that are refused once are refused for every query. @throws UserError */
function refuseCredentials(name: string, message: string, cause: unknown): void {
  const expired = /expired/i.test(name);
  if (expired || name === 'CredentialsProviderError' || name === 'UnrecognizedClientException')
    throw new UserError(
      expired
        ? 'the AWS credentials have expired.'
        : 'there are no AWS credentials to ask CloudWatch Logs with.',
      {
        exitCode: ExitCode.Forbidden,
        details: [message],
        suggestions: [['aws sso login', 'or set AWS_PROFILE']],
        cause,
      },
    );
  if (/AccessDenied/.test(name))
    throw new UserError('AWS does not let these credentials query the logs.', {
      exitCode: ExitCode.Forbidden,
      details: [message],
      suggestions: ['npm run iam-policy -- verify'],
      cause,
    });
}
