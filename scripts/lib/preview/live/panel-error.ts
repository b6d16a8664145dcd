import { UserError, type Suggestion } from '../../cli/user-error.ts';

/** What a panel says instead of its picture when AWS did not answer: the fact, and the command to type. */
export function panelError(error: unknown, region: string): string {
  if (error instanceof UserError)
    return sentence(error.message, error.details, error.suggestions[0]);
  const { name, message, code } = (
    error instanceof Error ? error : new Error(String(error))
  ) as Error & { code?: unknown };
  if (/expired/i.test(name))
    return sentence('the AWS credentials have expired.', [], 'aws sso login');
  if (name === 'CredentialsProviderError')
    return sentence('there are no AWS credentials.', [message], 'aws sso login');
  if (/AccessDenied/.test(name))
    return sentence(
      `AWS does not let these credentials ask: ${message}`,
      [],
      'npm run iam-policy -- preview',
    );
  if (/Throttling|LimitExceeded/.test(name))
    return `CloudWatch Logs throttles (${message}). The next refresh asks again.`;
  if (name === 'ResourceNotFoundException')
    return sentence(
      `${name}: ${message}`,
      [`Asked in ${region}.`],
      `aws logs describe-log-groups --region ${region}`,
    );
  if (code === 'ENOTFOUND' || code === 'ECONNREFUSED')
    return `nobody answers (${message}). Is ${region} the region, and is there a network?`;
  return `${name}: ${message}`;
}

function sentence(fact: string, details: readonly string[], suggestion?: Suggestion): string {
  const command = typeof suggestion === 'string' ? suggestion : suggestion?.[0];
  return [fact, ...details, ...(command === undefined ? [] : [`Try: ${command}`])].join(' ');
}
