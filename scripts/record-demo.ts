import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SIMULATED_END } from '../telemetry/flags.ts';
import { startSimulatedApp } from '../telemetry/simulated-app.ts';
import { content } from './content.ts';
import { demoRun } from './demo-app.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { contentApi } from './lib/preview/content-api.ts';
import { planesByType } from './lib/preview/planes.ts';
import { recordDashboard } from './lib/preview/record.ts';
import { answering } from './lib/prometheus/answering.ts';
import { prometheusClient } from './lib/prometheus/client.ts';
import { prometheusDataPlane } from './lib/prometheus/data-plane.ts';
import { notingClient, recordAnswers } from './lib/prometheus/recorded/record.ts';
import { packedRecording, type Recording } from './lib/prometheus/recorded/recording.ts';
import { desiredState } from './lib/state/desired.ts';

/** The dashboard's range, and how long a page may stay open. Minutes. */
const [BEFORE, AFTER] = [180, 30];

/** Asks a real Prometheus over the demo's app all that the page asks it for the dashboards. */
export async function recordDemo(): Promise<Recording> {
  const { name, environment } = await loadEnvironment('local');
  const resources = desiredState(content, {
    environmentName: name,
    environment,
    grafanaVersion: '12.4',
  });
  const at = Date.parse(SIMULATED_END);
  const app = await startSimulatedApp({ ...demoRun(at), ahead: AFTER + 2 });
  try {
    const client = prometheusClient(app.prometheusUrl);
    const queries = new Set<string>();
    const api = contentApi({
      resources,
      dataPlane: planesByType({
        prometheus: prometheusDataPlane(notingClient(client, queries)),
        // The logs are played wherever the demo runs: they are not recorded.
        cloudwatch: { query: () => Promise.resolve({ status: 200, frames: [] }) },
      }),
    });
    for (const resource of resources)
      if (resource.kind === 'dashboard') await recordDashboard(resource, api, at);
    if (queries.size === 0) throw new UserError('the dashboards ask Prometheus nothing.');
    return await answering(() => recordAnswers({ client, queries, at, from: -BEFORE, to: AFTER }));
  } finally {
    await app.stop();
  }
}

/** @returns how many queries the file holds. */
export async function writeDemoRecording(file: string): Promise<number> {
  const recording = await recordDemo();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, packedRecording(recording));
  return Object.keys(recording.queries).length;
}
