import { incidentNamed } from '../telemetry/flags.ts';
import { logGroupsOf } from '../telemetry/simulate/options.ts';
import { startSimulatedApp } from '../telemetry/simulated-app.ts';
import type { Environment } from './lib/config/environment.ts';
import { logsDataPlane } from './lib/local/logs-api/data-plane.ts';
import { planesByType } from './lib/preview/planes.ts';
import type { PreviewData } from './lib/preview/preview-data.ts';
import { prometheusClient } from './lib/prometheus/client.ts';
import { prometheusDataPlane } from './lib/prometheus/data-plane.ts';

/** An incident began this long ago, so that its beginning is to be seen. Milliseconds. */
const INCIDENT_AGE = 14 * 60_000;
/** And is not over. Minutes. */
const INCIDENT_LASTS = 45;

/** The simulated app behind both data sources. `whole`: nothing of it lies after `now`; else it runs on while somebody looks. */
export async function simulatedData(
  environment: Environment,
  incident: string,
  now: number,
  hours: number,
  whole: boolean,
): Promise<PreviewData> {
  const app = await startSimulatedApp({
    seed: 1,
    now,
    hours,
    ahead: whole ? 0 : 120,
    contract: environment.contract,
    logGroups: logGroupsOf(environment),
    incidents:
      incident === ''
        ? []
        : [{ name: incidentNamed(incident), at: now - INCIDENT_AGE, minutes: INCIDENT_LASTS }],
  });
  return {
    dataPlane: planesByType({
      prometheus: prometheusDataPlane(prometheusClient(app.prometheusUrl)),
      cloudwatch: logsDataPlane(app.logs),
    }),
    annotations: app.incidents.map(({ name, from, to }, id) => ({
      id: id + 1,
      time: from,
      timeEnd: to,
      text: name,
      tags: ['incident'],
    })),
    stop: () => app.stop(),
  };
}
