import { systemClock } from './clock.ts';
import { Faults } from './faults/faults.ts';
import { generations } from './generation.ts';
import { ListMemory } from './grafana/apis/list-memory.ts';
import { RoleMemory } from './grafana/role-memory.ts';
import { ScopeCache } from './grafana/scope-cache.ts';
import { SearchIndex } from './grafana/search-index.ts';
import { close, listen } from './http/listener.ts';
import { RequestLog } from './http/request-log.ts';
import type { LocalWorkspaceOptions, StartedWorkspace } from './local-workspace.ts';
import { addPerson } from './people.ts';
import { playedVersion } from './played-version.ts';
import { seed } from './seed.ts';
import { serverOf } from './serve.ts';
import { openJournal, unwritable } from './store/journal.ts';
import { lockFolder, type Lock } from './store/lock.ts';
import { Store } from './store/store.ts';
import type { Workspace } from './workspace.ts';

/** Starts a workspace in this process. Throws a UserError when its folder is held, or cannot be written. */
export async function startLocalWorkspace(
  options: LocalWorkspaceOptions = {},
): Promise<StartedWorkspace> {
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
): Promise<StartedWorkspace> {
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
    roles: new RoleMemory(clock),
    lists: new ListMemory(clock),
    index: new SearchIndex(clock, generations[grafana].unified),
    ...(options.dataPlane ? { dataPlane: options.dataPlane } : {}),
  };
  const faults = new Faults(options.seed ?? 1);
  for (const fault of options.faults ?? []) faults.add(fault);
  const log = new RequestLog();
  const serve = serverOf({ workspace, faults, log, latency: options.latencyMs ?? 0 });
  const { server, url } = await listen(options.port ?? 0, async (request, response) => {
    const mount = options.mounts?.find((m) => m.matches(request));
    await (mount ? mount.handle(request, response) : serve(request, response, started));
  });
  try {
    lock?.announce({ url, grafana, workspaceId: workspace.id });
  } catch (error) {
    await close(server);
    throw unwritable(options.directory ?? '', error);
  }
  const started: StartedWorkspace = {
    url,
    workspaceId: workspace.id,
    grafana,
    faults,
    requests: log,
    addPerson: (person) => addPerson(store, person, clock.now()),
    advanceClock: (milliseconds) => clock.advance(milliseconds),
    async close() {
      await close(server);
      store.close();
      lock?.release();
    },
  };
  return started;
}
