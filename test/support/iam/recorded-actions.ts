import type { IncomingHttpHeaders } from 'node:http';
import { awsRoutes } from '../../../scripts/lib/local/control-plane/routes.ts';
import type { Mount } from '../../../scripts/lib/local/data-plane.ts';

/** A signed request, as far as it tells what it asks for. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Of the query protocol, which has its operation there. */
  readonly body?: string;
}

/** The paths of AMP's data plane and what each is called (AMP user guide, "Prometheus-compatible APIs"). */
const AMP_ACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\/api\/v1\/query(_range)?$/, 'QueryMetrics'],
  [/\/api\/v1\/series$/, 'GetSeries'],
  [/\/api\/v1\/label(s|\/[^/]+\/values)$/, 'GetLabels'],
  [/\/api\/v1\/metadata$/, 'GetMetricMetadata'],
  [/\/api\/v1\/remote_write$/, 'RemoteWrite'],
];

/**
 * The IAM action that AWS asks for: the service stands in the signature's scope, the operation in path, header or body.
 * Undefined for what is not signed, a request to Grafana itself. Throws for a signed request that nobody has told of.
 */
export function actionOf({ method, path, headers, body = '' }: SignedRequest): string | undefined {
  const scope = /Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/(\w+)\/aws4_request/;
  const [, service] = scope.exec(headers.authorization ?? '') ?? [];
  if (service === undefined) return undefined;
  const { pathname } = new URL(path, 'http://aws');
  const operation = OPERATION[service]?.({ method, path: pathname, headers, body });
  if (operation === undefined)
    throw new Error(`no IAM action is known for ${service}: ${method} ${path}`);
  return `${IAM_PREFIX[service] ?? service}:${operation}`;
}

/** A service that signs under another name than IAM calls it. */
const IAM_PREFIX: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

const OPERATION: Readonly<Record<string, (request: SignedRequest) => string | undefined>> = {
  grafana: ({ method, path }) =>
    awsRoutes.find(
      (route) =>
        route.method === method &&
        new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}/?$`).test(path),
    )?.action,
  logs: ({ headers }) => /\.(\w+)$/.exec(String(headers['x-amz-target']))?.[1],
  monitoring: ({ body = '' }) => new URLSearchParams(body).get('Action') ?? undefined,
  aps: ({ path }) => AMP_ACTIONS.find(([pattern]) => pattern.test(path))?.[1],
};

/** Listens to every request of a local workspace that it is mounted into, before anything answers. */
export class ActionRecorder {
  #actions = new Set<string>();
  readonly #waiting = new Map<string, () => void>();

  readonly mount: Mount = {
    matches: ({ method = 'GET', url = '/', headers }) => {
      const action = actionOf({ method, path: url, headers });
      if (action !== undefined) {
        this.#actions.add(action);
        this.#waiting.get(action)?.();
        this.#waiting.delete(action);
      }
      return false;
    },
    handle: () => Promise.reject(new Error('it answers nothing')),
  };

  /** Calls `then` when this action is asked for the next time. */
  once(action: string, then: () => void): void {
    this.#waiting.set(action, then);
  }

  /** What was asked for since the last look, each once. */
  take(): string[] {
    const seen = [...this.#actions].toSorted();
    this.#actions = new Set();
    return seen;
  }
}
