import { firstValue, isObject } from '../grafana/call.ts';
import type { Reply } from '../http/reply.ts';
import { Router } from '../http/router.ts';
import type { Workspace } from '../workspace.ts';
import { awsError, invalid, notFound } from './errors.ts';
import { awsRoutes, type AwsRoute } from './routes.ts';

export interface AwsRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly url: string;
  readonly status: string;
}

const router = new Router<AwsRoute>(awsRoutes);

/** The name of the AWS call that a request is, which is also its IAM action. */
export const actionOf = (method: string, path: string): string | undefined =>
  router.match(method, path)?.route.action;

export const isAwsPath = (path: string): boolean =>
  path === '/versions' || path === '/workspaces' || path.startsWith('/workspaces/');

/** Answers what comes to the control plane. Any well-formed signature is taken: this is no judge of credentials. */
export async function answerAws(workspace: Workspace, request: AwsRequest): Promise<Reply> {
  const refused = checkSignature(request);
  if (refused) return refused;
  const match = router.match(request.method, request.path);
  if (!match)
    return awsError(
      501,
      'UnknownOperationException',
      `the local workspace does not play ${request.method} ${request.path}`,
    );
  const id = match.params['workspaceId'];
  if (id !== undefined && !/^g-[0-9a-f]{10}$/.test(id))
    return invalid('workspaceId', 'must match ^g-[0-9a-f]{10}$');
  if (id !== undefined && id !== workspace.id) return notFound('workspace', id);
  const body = firstValue(request.body);
  if (!isObject(body))
    return awsError(400, 'ValidationException', 'the body is not JSON', {
      reason: 'CANNOT_PARSE',
    });
  const { query, url, status } = request;
  return match.route.handle({ workspace, params: match.params, query, url, status, body });
}

const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=[^/,\s]+\/\d{8}\/[a-z0-9-]+\/grafana\/aws4_request,\s*SignedHeaders=[^,\s]+,\s*Signature=[0-9a-f]{64}$/;

function checkSignature({ headers }: AwsRequest): Reply | undefined {
  const authorization = String(headers['authorization'] ?? '');
  if (authorization === '')
    return awsError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  if (!SIGNATURE.test(authorization))
    return awsError(
      403,
      'IncompleteSignatureException',
      'Authorization header is not a signature of AWS Signature Version 4 for the service grafana',
    );
  return undefined;
}
