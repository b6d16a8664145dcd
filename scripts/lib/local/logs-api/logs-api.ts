import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject } from '../../state/resource.ts';
import type { Mount } from '../data-plane.ts';
import { bodyText } from '../http/listener.ts';
import { AwsError } from './aws-error.ts';
import { listMetrics } from './list-metrics.ts';
import { OPERATIONS } from './operations.ts';
import type { LogsService } from './logs-service.ts';

const TARGET = 'Logs_20140328.';

/** The header of a signed request; the signature itself is not checked, since there is no secret to check it with. */
const SIGNED =
  /^AWS4-HMAC-SHA256 Credential=[^/,\s]+\/\d{8}\/[a-z0-9-]+\/(logs|monitoring)\/aws4_request,\s*SignedHeaders=[^,\s]+,\s*Signature=[0-9a-f]{64}$/;

/**
 * The part of CloudWatch Logs that Grafana and `verify` use, in the JSON 1.1 protocol that the AWS SDKs speak: queries, log groups, fields
 * and events of the service's store. It also answers the ListMetrics that Grafana's source asks to see whether it is healthy.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html
 */
export function logsApi(service: LogsService): Mount {
  return {
    matches: (request) =>
      request.method === 'POST' && (isLogsCall(request) || isMetricsCall(request)),
    handle: (request, response) =>
      isLogsCall(request) ? answer(service, request, response) : listMetrics(request, response),
  };
}

const targetOf = ({ headers }: IncomingMessage): string => String(headers['x-amz-target'] ?? '');
const isLogsCall = (request: IncomingMessage): boolean => targetOf(request).startsWith(TARGET);

/** The query protocol has its operation in the body; the signature's scope tells the service. */
const isMetricsCall = ({ headers }: IncomingMessage): boolean =>
  (headers.authorization ?? '').includes('/monitoring/aws4_request');

async function answer(
  service: LogsService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let status = 200;
  let body: object;
  try {
    body = await call(service, request);
  } catch (error) {
    const known =
      error instanceof AwsError
        ? error
        : new AwsError('InternalFailure', error instanceof Error ? error.message : String(error));
    status = known.type === 'InternalFailure' ? 500 : 400;
    body = { __type: known.type, message: known.message, ...known.members };
  }
  response.writeHead(status, {
    'Content-Type': 'application/x-amz-json-1.1',
    'x-amzn-RequestId': randomUUID(),
  });
  response.end(JSON.stringify(body));
}

async function call(service: LogsService, request: IncomingMessage): Promise<object> {
  const text = await bodyText(request);
  const { authorization } = request.headers;
  if (authorization === undefined)
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  if (!SIGNED.test(authorization))
    throw new AwsError(
      'IncompleteSignatureException',
      'Authorization header is not of the form AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…',
    );
  const name = targetOf(request).slice(TARGET.length);
  const operation = OPERATIONS.get(name);
  if (operation === undefined)
    throw new AwsError('UnknownOperationException', `${name} is not part of the local Logs API`);
  return operation(service, objectOf(text));
}

function objectOf(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text === '' ? '{}' : text);
  } catch {
    // Said below.
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AwsError('SerializationException', 'The body is no JSON object');
  return value as JsonObject;
}
