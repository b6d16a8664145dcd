import { Agent, request } from 'node:http';
import { createGunzip } from 'node:zlib';
import type { Content } from '../state/content.ts';
import { environmentSchema } from '../config/environment.ts';

/** What real servers reward: eight reads at a time, four writes. */
const READS = 8;
const WRITES = 4;

/** Only the requests that cannot be left out, over kept-alive connections: each write once, nothing read, nothing compared. */
export async function bareFirst(url: string, token: string, content: Content): Promise<void> {
  const send = sender(url, token, WRITES);
  const environment = environmentSchema.parse({
    grafana: url,
    region: 'eu-central-1',
    accountId: '123456789012',
    prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
    logGroups: { app: '/bench' },
    folder: { uid: 'x', title: 'x' },
  });
  const resources = content.resources({
    environmentName: 'bench',
    environment,
    grafanaVersion: '12.4',
  });
  for (const resource of resources)
    if (resource.kind === 'folder')
      await send('POST', '/api/folders', { uid: resource.uid, title: resource.title });
  const dashboards = resources.filter((resource) => resource.kind === 'dashboard');
  await each(dashboards, WRITES, async ({ uid, folderUid, model }) => {
    await send('POST', '/api/dashboards/db', {
      dashboard: { ...model, uid },
      folderUid,
      message: 'bare',
      overwrite: false,
    });
  });
}

/** Only the reads that tell what is there: the pages of a LIST, or a search and a GET for each dashboard. */
export async function bareUnchanged(
  url: string,
  token: string,
  generation: 'legacy' | 'apis',
): Promise<void> {
  const send = sender(url, token, READS);
  if (generation === 'legacy') {
    const [hits] = await Promise.all([
      send('GET', '/api/search?type=dash-db&limit=5000&page=1') as Promise<{ uid: string }[]>,
      send('GET', '/api/search?type=dash-folder&limit=5000&page=1'),
    ]);
    await each(hits, READS, async ({ uid }) => {
      await send('GET', `/api/dashboards/uid/${uid}`);
    });
    return;
  }
  const base = '/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards?limit=500';
  const folders = send('GET', '/apis/folder.grafana.app/v1beta1/namespaces/default/folders');
  let next: string | undefined;
  do {
    const page = (await send(
      'GET',
      next === undefined ? base : `${base}&continue=${encodeURIComponent(next)}`,
    )) as {
      metadata: { continue?: string };
    };
    next = page.metadata.continue;
  } while (next);
  await folders;
}

function sender(url: string, token: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return (method: string, path: string, body?: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent = request(
        `${url}${path}`,
        {
          agent,
          method,
          headers: {
            Authorization: `Bearer ${token}`,
            'Accept-Encoding': 'gzip',
            ...(text !== undefined && {
              'Content-Type': 'application/json',
              'Content-Length': Buffer.byteLength(text),
            }),
          },
        },
        (response) => {
          const stream =
            response.headers['content-encoding'] === 'gzip'
              ? response.pipe(createGunzip())
              : response;
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', reject);
          stream.on('end', () => {
            const answer = Buffer.concat(chunks).toString('utf8');
            if ((response.statusCode ?? 500) >= 300)
              reject(
                new Error(`${method} ${path}: ${response.statusCode} ${answer.slice(0, 200)}`),
              );
            else resolve(JSON.parse(answer));
          });
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
}

async function each<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
