import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPrometheus } from '../../../scripts/lib/prometheus/process.ts';
import { actionOf } from '../../support/iam/recorded-actions.ts';

/** A stored series with all its samples: `[seconds, value]`. */
export interface Stored {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [number, string])[];
}

/** A real Prometheus behind the address and the signature of AMP's remote write. */
export interface AmpStore {
  /** The address that a collector writes to. */
  readonly endpoint: string;
  /** IAM actions of what was asked, each once. */
  readonly actions: ReadonlySet<string>;
  /** Answers that were no success, `400 out of order sample`. */
  readonly refusals: readonly string[];
  /** Nobody listens from now on: connections are refused. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** Every sample of the last minutes. */
  samples(selector: string, minutes: number): Promise<readonly Stored[]>;
  stop(): Promise<void>;
}

export async function startAmpStore(workspaceId: string): Promise<AmpStore> {
  const prometheus = await startPrometheus({ receivesRemoteWrite: true });
  const actions = new Set<string>();
  const refusals: string[] = [];
  let server: Server | undefined;
  const listen = async (port: number): Promise<number> => {
    server = createServer((request, response) => {
      const { method = 'GET', url = '/', headers } = request;
      const action = actionOf({ method, path: url, headers });
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (action === undefined) {
          response.writeHead(403).end();
          return;
        }
        actions.add(action);
        const { host: _host, authorization: _signature, connection: _hop, ...kept } = headers;
        void fetch(`${prometheus.url}/api/v1/write`, {
          method,
          headers: kept as Record<string, string>,
          body: Buffer.concat(chunks),
        }).then(async (answer) => {
          const text = await answer.text();
          if (!answer.ok) refusals.push(`${answer.status} ${text.trim()}`);
          response.writeHead(answer.status).end(text);
        });
      });
    });
    const listening = server;
    await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
    return (listening.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const close = async (): Promise<void> => {
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  };
  return {
    endpoint: `http://127.0.0.1:${port}/workspaces/${workspaceId}/api/v1/remote_write`,
    actions,
    refusals,
    close,
    open: () => listen(port).then(() => undefined),
    samples: async (selector, minutes) => {
      const query = new URLSearchParams({ query: `${selector}[${minutes}m]` });
      const answer = (await (
        await fetch(`${prometheus.url}/api/v1/query?${query.toString()}`)
      ).json()) as {
        data: { result: Stored[] };
      };
      return answer.data.result;
    },
    stop: async () => {
      await close();
      await prometheus.stop();
    },
  };
}
