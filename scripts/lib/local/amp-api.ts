import { bodyText } from './http/listener.ts';
import type { Mount } from './data-plane.ts';

const PATH = /^\/workspaces\/(ws-[\w-]+)\/(api\/v1\/[^?]*)(\?.*)?$/;
const SIGNED = /^AWS4-HMAC-SHA256 Credential=[^/,\s]+\/\d{8}\/[a-z0-9-]+\/aps\/aws4_request,/;

export interface AmpApiOptions {
  /** The Prometheus that answers, `http://127.0.0.1:<port>`; a function where it may change. */
  readonly prometheusUrl: string | (() => string);
  readonly workspaceId: string;
}

/**
 * Amazon Managed Prometheus' query API: `/workspaces/<ws>/api/v1/…`, answered by a Prometheus behind it. As at AWS, a
 * request without a SigV4 header for the service `aps` is refused; the signature itself is not checked.
 */
export function ampApi({ prometheusUrl, workspaceId }: AmpApiOptions): Mount {
  return {
    matches: ({ url }) => PATH.test(url ?? ''),
    async handle(request, response) {
      const [, workspace, path = '', search = ''] = PATH.exec(request.url ?? '') ?? [];
      const refuse = (status: number, message: string): void => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ message }));
      };
      if (!SIGNED.test(request.headers.authorization ?? ''))
        return refuse(403, 'Missing Authentication Token');
      if (workspace !== workspaceId) return refuse(404, `Workspace not found: ${workspace ?? ''}`);
      const base = typeof prometheusUrl === 'string' ? prometheusUrl : prometheusUrl();
      const body = request.method === 'POST' ? await bodyText(request) : undefined;
      const type = request.headers['content-type'];
      const answer = await fetch(`${base}/${path}${search}`, {
        method: request.method ?? 'GET',
        ...(type !== undefined && { headers: { 'content-type': type } }),
        ...(body !== undefined && { body }),
      });
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'application/json',
      });
      response.end(await answer.text());
    },
  };
}
