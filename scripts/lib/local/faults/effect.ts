import { awsError, accessDenied, quotaExceeded, throttled } from '../control-plane/errors.ts';
import { json, jsonUtf8, text, type Reply } from '../http/reply.ts';
import type { Workspace } from '../workspace.ts';
import type { Fault } from './fault.ts';
import type { Subject } from './faults.ts';

/** What the faults that struck a request do to it. */
export interface Effect {
  /** Answered instead of what the workspace would have said; nothing is applied. */
  readonly reply?: Reply;
  readonly reset?: 'before' | 'after';
  readonly delay: number;
  /** Login of the person who saves first. */
  readonly editBy?: string;
  readonly expireTokens: boolean;
  /** No dashboard may be added. */
  readonly isFull: boolean;
  /** What DescribeWorkspace tells. */
  readonly status?: string;
}

export function effectOf(workspace: Workspace, faults: readonly Fault[], subject: Subject): Effect {
  const of = (kind: Fault['kind']): Fault | undefined => faults.find((f) => f.kind === kind);
  const replies = faults.flatMap((fault) => replyOf(workspace, fault, subject) ?? []);
  const status = of('workspace-status')?.status;
  const edit = of('edit-before-write');
  const reset = of('reset-before') ? 'before' : of('reset-after') ? 'after' : undefined;
  return {
    ...(replies[0] ? { reply: replies[0] } : {}),
    ...(reset ? { reset } : {}),
    delay: of('slow')?.milliseconds ?? (of('slow') ? 1000 : 0),
    ...(edit ? { editBy: edit.by ?? 'ana' } : {}),
    expireTokens: of('expire-tokens') !== undefined,
    isFull: of('dashboard-quota') !== undefined,
    ...(status === undefined ? {} : { status }),
  };
}

function replyOf(workspace: Workspace, fault: Fault, subject: Subject): Reply | undefined {
  const aws = subject.on === 'aws';
  switch (fault.kind) {
    case 'throttle':
      return aws ? throttled(fault.retryAfter ?? 1) : tooManyRequests(fault.retryAfter);
    case 'status-500':
      return aws
        ? awsError(500, 'InternalServerException', 'Unexpected error while processing the request')
        : json(500, { message: 'Internal server error' });
    case 'status-502':
      return text(502, BAD_GATEWAY, 'text/html');
    case 'status-503':
      return text(503, 'upstream connect error or disconnect/reset before headers', 'text/plain');
    case 'no-alerting':
      return json(404, { message: 'Not found' });
    case 'unauthorized':
      return workspace.generation.modern
        ? jsonUtf8(401, {
            extra: null,
            message: 'Expired API key',
            messageId: 'api-key.expired',
            statusCode: 401,
            traceID: '',
          })
        : jsonUtf8(401, { message: 'Expired API key' });
    case 'access-denied':
      return accessDenied(
        subject.action ?? 'Unknown',
        `arn:aws:grafana:eu-central-1:123456789012:/workspaces/${workspace.id}`,
      );
    case 'expired-credentials':
      return awsError(
        403,
        'ExpiredTokenException',
        'The security token included in the request is expired',
      );
    case 'token-quota':
      return quotaExceeded(
        'service account token',
        workspace.id,
        'A workspace has at most 100 service account tokens, expired ones included',
      );
    default:
      return undefined;
  }
}

const tooManyRequests = (retryAfter: number | undefined): Reply => ({
  ...json(429, { message: 'Too many requests' }),
  ...(retryAfter === undefined ? {} : { headers: { 'Retry-After': String(retryAfter) } }),
});

const BAD_GATEWAY = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
</body>
</html>
`;
