import { ampApi } from './lib/local/amp-api.ts';
import { LogsService } from './lib/local/logs-api/logs-service.ts';
import { logsApi } from './lib/local/logs-api/logs-api.ts';
import { serviceDataPlane } from './lib/local/logs-api/data-plane.ts';
import { startLocalWorkspace } from './lib/local/start.ts';
import type { Mount } from './lib/local/data-plane.ts';
import type { GrafanaVersion, StartedWorkspace } from './lib/local/local-workspace.ts';
import { prometheusClient, type PrometheusClient } from './lib/prometheus/client.ts';
import { prometheusDataPlane } from './lib/prometheus/data-plane.ts';
import { rememberedLogStore } from './lib/queries/remembered-log-store.ts';
import { planesByType } from './lib/preview/planes.ts';
import type { SimulatedApp } from '../telemetry/simulated-app.ts';

export interface WorkspaceWithAppOptions {
  readonly directory?: string;
  readonly port?: number;
  readonly grafana?: GrafanaVersion;
  /** Under whose path the query API of Amazon Managed Prometheus is served. */
  readonly prometheusWorkspaceId: string;
  /** What stands behind the data sources. */
  readonly app: Pick<SimulatedApp, 'logs'> &
    (
      | { readonly prometheusUrl: string }
      /** What answers where no Prometheus runs. */
      | { readonly prometheus: PrometheusClient }
    );
  /** Further parts under the same port, such as the page that draws the dashboards. */
  readonly mounts?: readonly Mount[];
}

/** The local workspace with the simulated app behind its data sources: PromQL by a real Prometheus, Logs Insights by this project's evaluator. */
export function startWorkspaceWithApp(options: WorkspaceWithAppOptions): Promise<StartedWorkspace> {
  const { app, directory, port, grafana, mounts = [] } = options;
  const service = new LogsService({ store: rememberedLogStore(app.logs) });
  const logs = serviceDataPlane(service);
  const metrics = prometheusDataPlane(
    'prometheus' in app ? app.prometheus : prometheusClient(app.prometheusUrl),
  );
  return startLocalWorkspace({
    ...(directory !== undefined && { directory }),
    ...(port !== undefined && { port }),
    ...(grafana !== undefined && { grafana }),
    dataPlane: planesByType({ prometheus: metrics, cloudwatch: logs }),
    mounts: [
      ...mounts,
      logsApi(service),
      ...('prometheus' in app
        ? []
        : [
            ampApi({
              prometheusUrl: app.prometheusUrl,
              workspaceId: options.prometheusWorkspaceId,
            }),
          ]),
    ],
  });
}
