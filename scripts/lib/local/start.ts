import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { UserError } from '../cli/user-error.ts';
import { systemClock } from './clock.ts';
import { answerAws, isAwsPath } from './control-plane/server.ts';
import { generations } from './generation.ts';
import { ScopeCache } from './grafana/scope-cache.ts';
import { grafanaOf } from './grafana/server.ts';
import { bodyText, close, listen, send } from './http/listener.ts';
import { json, Refusal, type Reply } from './http/reply.ts';
import {
  GRAFANA_VERSIONS,
  type GrafanaVersion,
  type LocalWorkspace,
  type LocalWorkspaceOptions,
} from './local-workspace.ts';
import { seed } from './seed.ts';
import { openJournal } from './store/journal.ts';
import { lockFolder, type Lock } from './store/lock.ts';
import { Store } from './store/store.ts';
import type { Workspace } from './workspace.ts';

const DEFAULT_VERSION: GrafanaVersion = '12.4';

/** Starts a workspace in this process. Throws a UserError when its folder is held, or cannot be written. */
export async function startLocalWorkspace(
  options: LocalWorkspaceOptions = {},
): Promise<LocalWorkspace> {
  const lock = options.directory === undefined ? undefined : lockFolder(options.directory);
  try {
    return await start(options, lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function start(
  options: LocalWorkspaceOptions,
  lock: Lock | undefined,
): Promise<LocalWorkspace> {
  const store = new Store();
  if (options.directory !== undefined) openJournal(options.directory, store);
  const clock = systemClock();
  const grafana = playedVersion(store, options.grafana);
  seed(store, clock.now());
  const workspace: Workspace = {
    id: store.facts.get('workspaceId')?.value ?? '',
    grafana,
    generation: generations[grafana],
    store,
    clock,
    scopes: new ScopeCache(clock),
    ...(options.dataPlane ? { dataPlane: options.dataPlane } : {}),
    status: () => 'ACTIVE',
    tokenQuotaReached: () => false,
  };
  const answer = answerer(workspace, () => url);
  const { server, url } = await listen(options.port ?? 0, async (request, response) => {
    const mount = options.mounts?.find((m) => m.matches(request));
    if (mount) return mount.handle(request, response);
    const reply = await answer(request, response);
    if (options.latencyMs) await sleep(options.latencyMs);
    send(request, response, reply);
    return undefined;
  });
  lock?.announce({ url, grafana, workspaceId: workspace.id });
  return {
    url,
    workspaceId: workspace.id,
    grafana,
    async close() {
      await close(server);
      store.close();
      lock?.release();
    },
  };
}

/** The version to play: the one asked for, that of the folder, or the default. A workspace can be updated, never the other way. */
function playedVersion(store: Store, asked: GrafanaVersion | undefined): GrafanaVersion {
  const kept = store.facts.get('grafana')?.value as GrafanaVersion | undefined;
  const version = asked ?? kept ?? DEFAULT_VERSION;
  if (kept && GRAFANA_VERSIONS.indexOf(version) < GRAFANA_VERSIONS.indexOf(kept))
    throw new UserError(
      `The data folder holds a workspace of Grafana ${kept}, which cannot go back to ${version}.`,
      {
        suggestions: [
          [`npm run local -- --grafana ${kept}`, 'play the version that it has'],
          [`npm run local -- --grafana ${version} --data .local-${version}`, 'use another folder'],
        ],
      },
    );
  if (version !== kept) store.facts.put('grafana', { value: version });
  return version;
}

function answerer(
  workspace: Workspace,
  url: () => string,
): (request: IncomingMessage, response: ServerResponse) => Promise<Reply> {
  const grafana = grafanaOf(workspace);
  return async (request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://workspace');
    const incoming = {
      method: request.method ?? 'GET',
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body: await bodyText(request),
    };
    try {
      const reply = isAwsPath(pathname)
        ? await answerAws(workspace, { ...incoming, url: url() })
        : withCacheControl(workspace, await grafana({ ...incoming, signal: gone.signal }));
      workspace.store.commit();
      return reply;
    } catch (error) {
      workspace.store.rollback();
      if (error instanceof Refusal) return withCacheControl(workspace, error.reply);
      if (error instanceof UserError)
        return json(500, { message: [error.message, ...error.details].join(' ') });
      throw error;
    }
  };
}

const withCacheControl = ({ generation }: Workspace, reply: Reply): Reply => ({
  ...reply,
  headers: { 'Cache-Control': generation.cacheControl, ...reply.headers },
});
