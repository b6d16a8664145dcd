import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyText } from '../http/listener.ts';

const NAMESPACE = 'http://monitoring.amazonaws.com/doc/2010-08-01/';

/** CloudWatch's query protocol, as far as the health check of Grafana's source goes: there are no metrics here. Anything else is refused. */
export async function listMetrics(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const action = new URLSearchParams(await bodyText(request)).get('Action');
  const requestId = randomUUID();
  const known = action === 'ListMetrics';
  const body = known
    ? `<ListMetricsResponse xmlns="${NAMESPACE}"><ListMetricsResult><Metrics/></ListMetricsResult>` +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></ListMetricsResponse>`
    : `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>InvalidAction</Code>` +
      `<Message>This action is not part of the local API.</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  response.writeHead(known ? 200 : 400, { 'Content-Type': 'text/xml' });
  response.end(body);
}
