import { ExitCode } from '../cli/exit-code.ts';
import { UserError, type Suggestion } from '../cli/user-error.ts';

/** What a call of AWS's control plane was for, as its errors name it. */
export interface AwsCallFacts {
  /** The API operation, which is also the IAM action: `CreateWorkspaceServiceAccountToken`. */
  readonly action: string;
  /** In a sentence, before the workspace: `mint a token for`. */
  readonly purpose: string;
  readonly workspaceId: string;
  readonly region: string;
}

/**
 * Why AWS did not do something. `unknown`: it may have (no answer, or an answer of something in between).
 * `throttled` and `server` are worth repeating.
 */
export type AwsFailureKind =
  | 'no-credentials'
  | 'expired-credentials'
  | 'denied'
  | 'throttled'
  | 'quota'
  | 'conflict'
  | 'not-found'
  | 'invalid'
  | 'unknown';

interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly retryAfterSeconds?: number;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number; readonly headers?: Record<string, string> };
}

/** A call of the control plane that failed, sorted by what can be done about it. */
export class AwsFailure extends Error {
  override readonly name = 'AwsFailure';
  readonly kind: AwsFailureKind;
  readonly facts: AwsCallFacts;
  readonly status: number | undefined;
  /** The type that AWS or the SDK gave the error. */
  readonly type: string;
  readonly retryAfterMs: number | undefined;

  constructor(error: unknown, facts: AwsCallFacts) {
    const sdk = (typeof error === 'object' && error !== null ? error : {}) as SdkError;
    super(sdk.message ?? String(error));
    this.facts = facts;
    this.type = (sdk.name ?? 'Error').replace(/Exception$/, '');
    this.status = sdk.$metadata?.httpStatusCode ?? sdk.$response?.statusCode;
    this.kind = kindOf(this.type, this.status, this.message);
    const header = sdk.$response?.headers?.['retry-after'];
    const seconds = sdk.retryAfterSeconds ?? (header === undefined ? Number.NaN : Number(header));
    this.retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  }
}

function kindOf(type: string, status: number | undefined, message: string): AwsFailureKind {
  if (type === 'CredentialsProviderError' || type === 'TokenProviderError')
    return /expired/i.test(message) ? 'expired-credentials' : 'no-credentials';
  if (/^(ExpiredToken|TokenRefreshRequired|RequestExpired|AuthFailure)/.test(type))
    return 'expired-credentials';
  if (
    /^(UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|IncompleteSignature)/.test(
      type,
    )
  )
    return 'no-credentials';
  if (type === 'AccessDenied') return /expired/i.test(message) ? 'expired-credentials' : 'denied';
  if (type === 'Throttling' || type === 'TooManyRequests' || status === 429) return 'throttled';
  if (type === 'ServiceQuotaExceeded' || status === 402) return 'quota';
  if (type === 'Conflict' || status === 409) return 'conflict';
  if (type === 'ResourceNotFound' || status === 404) return 'not-found';
  if (status === 403) return 'denied';
  if (status !== undefined && status >= 400 && status < 500) return 'invalid';
  return 'unknown';
}

/** The failure in words for the person who typed the command. */
export function userErrorOf(failure: AwsFailure): UserError {
  const { facts, kind } = failure;
  const { purpose, workspaceId, region, action } = facts;
  const make = (
    message: string,
    exitCode: ExitCode,
    details: readonly string[],
    suggestions: readonly Suggestion[] = [],
  ): UserError => new UserError(message, { exitCode, details, suggestions, cause: failure });
  const said = `AWS said: ${failure.type}: ${failure.message}`;
  switch (kind) {
    case 'no-credentials':
      return make(
        `no valid AWS credentials, so nothing could be asked of workspace ${workspaceId}.`,
        ExitCode.Forbidden,
        [
          'Looked where every AWS tool looks: the environment, ~/.aws, single sign-on, the role of the container or the machine.',
          said,
        ],
        [
          ['aws sso login', 'or export AWS_PROFILE=…'],
          ['aws sts get-caller-identity', 'shows who you are to AWS'],
        ],
      );
    case 'expired-credentials':
      return make(
        `the AWS credentials have expired, so nothing could be asked of workspace ${workspaceId}.`,
        ExitCode.Forbidden,
        [said],
        [
          ['aws sso login', 'gets new ones'],
          ['aws sts get-caller-identity', 'shows whether they are valid'],
        ],
      );
    case 'denied': {
      const caller = /arn:aws[\w-]*:(?:sts|iam)::\S+/.exec(failure.message)?.[0];
      return make(
        `AWS refused to ${purpose} workspace ${workspaceId} (AccessDenied).`,
        ExitCode.Forbidden,
        [`${caller ? `the role ${caller}` : 'the caller'} lacks grafana:${action}.`],
        [['npm run iam-policy -- publisher', 'print the policy that publishing needs']],
      );
    }
    case 'throttled':
      return make(
        `AWS throttles this account: it would not ${purpose} workspace ${workspaceId}, however often it was asked.`,
        ExitCode.Failure,
        [
          failure.retryAfterMs === undefined
            ? said
            : `It asks to wait ${Math.ceil(failure.retryAfterMs / 1000)} s.`,
        ],
      );
    case 'quota':
      return make(
        `a quota is used up: AWS would not ${purpose} workspace ${workspaceId}.`,
        ExitCode.Failure,
        [said],
      );
    case 'not-found':
      return make(
        `there is no workspace ${workspaceId} in ${region} for these credentials.`,
        ExitCode.WorkspaceUnusable,
        ['Its id or region in environments.ts is wrong, or it lives in another AWS account.'],
        [
          [`aws grafana list-workspaces --region ${region}`, 'lists those that there are'],
          ['aws sts get-caller-identity', 'shows the account'],
        ],
      );
    case 'conflict':
    case 'invalid':
      return make(`AWS did not ${purpose} workspace ${workspaceId}.`, ExitCode.Failure, [said]);
    default:
      return make(
        `AWS could not be asked to ${purpose} workspace ${workspaceId}.`,
        ExitCode.Failure,
        [
          failure.status === undefined
            ? `No answer: ${failure.message}`
            : failure.type === 'SyntaxError'
              ? `Something in between answered ${failure.status} with a page instead of AWS's answer.`
              : said,
        ],
      );
  }
}
