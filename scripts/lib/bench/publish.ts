import { environmentSchema, type Environment } from '../config/environment.ts';
import type { GrafanaVersion } from '../local/local-workspace.ts';
import { publish } from '../plan/publish.ts';
import { bareFirst, bareUnchanged } from './bare-publish.ts';
import { startChild } from './child.ts';
import type { Benchmark, BenchResult } from './result.ts';
import { syntheticContent } from './synthetic-content.ts';

/** Milliseconds that the workspace adds to each answer, as a network and a database would. */
const LATENCY_MS = 20;
const SIZES = [1, 100, 1000];
/** Workspaces that are filled, and looks at each of them afterwards. */
const FIRST_ROUNDS = 2;
const READ_ROUNDS = 3;
const GENERATIONS: readonly (readonly [BenchResult['generation'] & string, GrafanaVersion])[] = [
  ['legacy', '9.4'],
  ['apis', '12.4'],
];
/** What this project promises for 1,000 dashboards; a small workspace is dominated by single requests. */
const TARGETS: Readonly<Record<string, number>> = {
  first: 1.15,
  unchanged: 1.3,
  'one-change': 1.4,
};

export interface Server {
  readonly url: string;
  readonly token: string;
}

export type Task =
  | { readonly serve: GrafanaVersion }
  | { readonly publish: Server & { readonly dashboards: number; readonly changed?: number } }
  | {
      readonly bare: Server & {
        readonly dashboards: number;
        readonly generation: 'legacy' | 'apis';
        readonly kind: 'first' | 'unchanged';
      };
    };

export interface Measured {
  readonly ms: number;
  readonly requests: number;
  readonly writes: number;
  readonly peakMiB: number;
}

/** First publish, no change and one change, on both generations, each beside a bare loop on a workspace of the same kind. */
export const publishBenchmark: Benchmark = {
  summary:
    'publish to a workspace that takes 20 ms for each answer: 1, 100 and 1,000 dashboards of 20 panels',
  run: async ({ onResult, note, sizes = SIZES }) => {
    for (const [generation, version] of GENERATIONS) {
      for (const dashboards of sizes) {
        note(`${generation}, ${dashboards} dashboards`);
        for (const result of await measure(generation, version, dashboards)) onResult(result);
      }
    }
  },
  child: (task) => runTask(task as Task),
};

/** Both sides of a comparison, each as often as it was measured. */
interface Rounds {
  readonly ours: Measured[];
  readonly bare: Measured[];
}

async function measure(
  generation: 'legacy' | 'apis',
  version: GrafanaVersion,
  dashboards: number,
): Promise<BenchResult[]> {
  const first: Rounds = { ours: [], bare: [] };
  const unchanged: Rounds = { ours: [], bare: [] };
  const oneChange: Measured[] = [];
  for (let round = 0; round < FIRST_ROUNDS; round++) {
    const servers = [inChild({ serve: version }), inChild({ serve: version })] as const;
    try {
      const [server, bareServer] = (await Promise.all(servers.map(({ answer }) => answer))) as [
        Server,
        Server,
      ];
      const bare = async (kind: 'first' | 'unchanged'): Promise<Measured> =>
        (await inChild({ bare: { ...bareServer, dashboards, generation, kind } })
          .answer) as Measured;
      const ours = async (changed?: number): Promise<Measured> =>
        (await inChild({
          publish: { ...server, dashboards, ...(changed !== undefined && { changed }) },
        }).answer) as Measured;

      // In turns: what slows the machine down meets both sides.
      first.ours.push(await ours());
      first.bare.push(await bare('first'));
      for (let again = 0; again < READ_ROUNDS; again++) {
        unchanged.ours.push(await ours());
        unchanged.bare.push(await bare('unchanged'));
      }
      // There and back: either way one dashboard differs. Beside the publish that changes nothing: what does one change cost?
      for (const changed of [Math.floor(dashboards / 2), undefined])
        oneChange.push(await ours(changed));
    } finally {
      for (const server of servers) server.stop();
    }
  }
  const result = (name: 'first' | 'unchanged' | 'one-change', rounds: Rounds): BenchResult => {
    const [ours, bare] = [fastest(rounds.ours), fastest(rounds.bare)];
    return {
      name: 'publish',
      generation,
      dashboards,
      case: name,
      requests: ours.requests,
      writes: ours.writes,
      ms: Math.round(ours.ms),
      bareMs: Math.round(bare.ms),
      ratio: Math.round((ours.ms / bare.ms) * 100) / 100,
      peakMiB: ours.peakMiB,
      ...(dashboards >= 1000 && TARGETS[name] !== undefined && { target: TARGETS[name] }),
    };
  };
  return [
    result('first', first),
    result('unchanged', unchanged),
    result('one-change', { ours: oneChange, bare: unchanged.ours }),
  ];
}

/** The fastest of several rounds: what a machine does beside adds time and takes none away. The memory is the most of all rounds. */
const fastest = (rounds: readonly Measured[]): Measured =>
  rounds.reduce((known, now) => ({
    ...(now.ms < known.ms ? now : known),
    peakMiB: Math.max(known.peakMiB, now.peakMiB),
  }));

const inChild = (task: Task) => startChild({ benchmark: 'publish', task });

async function runTask(task: Task): Promise<unknown> {
  if ('serve' in task) return serve(task.serve);
  if ('bare' in task) {
    const { url, token, dashboards, generation, kind } = task.bare;
    const started = performance.now();
    await (kind === 'first'
      ? bareFirst(url, token, syntheticContent(dashboards))
      : bareUnchanged(url, token, generation));
    return measured(started, 0, 0);
  }
  return publishOnce(task.publish);
}

async function serve(grafana: GrafanaVersion): Promise<Server> {
  const { startLocalWorkspace } = await import('../local/start.ts');
  const workspace = await startLocalWorkspace({ grafana, latencyMs: LATENCY_MS });
  const ask = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${workspace.url}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${btoa('admin:admin')}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const { id } = await ask('/api/serviceaccounts', { name: 'bench', role: 'Admin' });
  const { key } = await ask(`/api/serviceaccounts/${String(id)}/tokens`, { name: 'bench' });
  return { url: workspace.url, token: String(key) };
}

async function publishOnce({
  url,
  token,
  dashboards,
  changed,
}: Server & { dashboards: number; changed?: number }): Promise<Measured> {
  useServer({ url, token });
  const content = syntheticContent(dashboards, changed);
  const environment = benchEnvironment(url);
  const started = performance.now();
  const { report } = await publish({
    content,
    environment: { name: 'bench', environment },
    commit: { id: 'bench' },
    io: { err: () => undefined, signal: new AbortController().signal },
    confirm: async () => true,
    annotation: false,
  });
  const wrong = report.changes.filter(({ outcome }) => outcome !== 'done');
  if (wrong.length > 0) throw new Error(`not published: ${wrong.map(({ uid }) => uid).join(', ')}`);
  return measured(started, report.requests.read + report.requests.written, report.requests.written);
}

/** Lets this process publish to a server of the benchmark. */
export function useServer({ url, token }: Server): void {
  process.env['GRAFANA_URL'] = url;
  process.env['GRAFANA_TOKEN'] = token;
}

export const benchEnvironment = (url: string): Environment =>
  environmentSchema.parse({
    grafana: url,
    region: 'eu-central-1',
    accountId: '123456789012',
    prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
    logGroups: { app: '/bench' },
    folder: { uid: 'bench-f0', title: 'Bench folder 0' },
  });

export const measured = (started: number, requests: number, writes: number): Measured => ({
  ms: performance.now() - started,
  requests,
  writes,
  peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
});
