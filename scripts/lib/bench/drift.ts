import { checkDrift } from '../drift/check.ts';
import { desiredState } from '../state/desired.ts';
import { withWorkspace } from '../workspace/with-workspace.ts';
import { startChild } from './child.ts';
import {
  benchEnvironment,
  measured,
  useServer,
  type Measured,
  type Server,
  type Task as PublishTask,
} from './publish.ts';
import type { Benchmark, BenchResult } from './result.ts';
import { syntheticContent } from './synthetic-content.ts';

const SIZES = [1, 100, 1000];
/** The bare pages of 1,000 dashboards, plus what comparing them may cost. */
const TARGET = 2;

interface Task extends Server {
  readonly dashboards: number;
}

/** A check of a workspace that is in sync, beside a client that reads the pages of the same LIST and throws them away. */
export const driftBenchmark: Benchmark = {
  summary: 'drift of 1, 100 and 1,000 dashboards that are in sync, on Grafana 12 and later',
  run: async ({ onResult, note, sizes = SIZES }) => {
    for (const dashboards of sizes) {
      note(`${dashboards} dashboards`);
      onResult(await measure(dashboards));
    }
  },
  child: (task) => checkOnce(task as Task),
};

async function measure(dashboards: number): Promise<BenchResult> {
  const serving = ofPublish({ serve: '12.4' });
  try {
    const server = (await serving.answer) as Server;
    await ofPublish({ publish: { ...server, dashboards } }).answer;
    const bare = (await ofPublish({
      bare: { ...server, dashboards, generation: 'apis', kind: 'unchanged' },
    }).answer) as Measured;
    const task: Task = { ...server, dashboards };
    const ours = (await startChild({ benchmark: 'drift', task }).answer) as Measured;
    return {
      name: 'drift',
      generation: 'apis',
      dashboards,
      case: 'in-sync',
      requests: ours.requests,
      writes: ours.writes,
      ms: Math.round(ours.ms),
      bareMs: Math.round(bare.ms),
      ratio: Math.round((ours.ms / bare.ms) * 100) / 100,
      peakMiB: ours.peakMiB,
      ...(dashboards >= 1000 && { target: TARGET }),
    };
  } finally {
    serving.stop();
  }
}

const ofPublish = (task: PublishTask) => startChild({ benchmark: 'publish', task });

async function checkOnce({ url, token, dashboards }: Task): Promise<Measured> {
  useServer({ url, token });
  const { project, resources, locate } = syntheticContent(dashboards);
  const environment = benchEnvironment(url);
  const started = performance.now();
  const io = { err: () => undefined, signal: new AbortController().signal };
  return withWorkspace({ name: 'bench', environment, project, io }, async (workspace) => {
    const { grafanaVersion } = workspace;
    const { report } = await checkDrift({
      name: 'bench',
      environment,
      project,
      workspace,
      client: workspace.client('ADMIN'),
      reader: workspace.reader('ADMIN'),
      desired: desiredState(
        { project, resources, locate },
        { environmentName: 'bench', environment, grafanaVersion },
      ),
      locate,
      now: new Date(),
      existedAt: () => Promise.resolve(undefined),
    });
    if (!report.inSync) throw new Error(`${report.drifts.length} dashboards have drifted`);
    return measured(started, workspace.counts.read, workspace.counts.written);
  });
}
