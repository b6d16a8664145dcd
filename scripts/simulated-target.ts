import { startSimulatedApp } from '../telemetry/simulated-app.ts';
import { logGroupsOf } from '../telemetry/simulate/options.ts';
import { ampApi } from './lib/local/amp-api.ts';
import { logsApi } from './lib/local/logs-api/logs-api.ts';
import { LogsService } from './lib/local/logs-api/logs-service.ts';
import { startLocalWorkspace } from './lib/local/start.ts';
import { awsTarget } from './lib/verify/aws-target.ts';
import type { Environment } from './lib/config/environment.ts';
import type { Span } from './lib/verify/outcome.ts';
import type { ScanBudget } from './lib/verify/scan-budget.ts';
import type { VerifyTarget } from './lib/verify/target.ts';

export interface SimulatedTarget {
  readonly environment: Environment;
  readonly budget: ScanBudget;
  readonly span: Span;
  readonly signal: AbortSignal;
}

const HOUR = 3_600_000;

/** The simulated app with a Prometheus, behind AWS's two APIs on one port: what `verify` asks where no workspace is named. */
export async function withSimulatedApp<Result>(
  { environment, budget, span, signal }: SimulatedTarget,
  work: (target: VerifyTarget) => Promise<Result>,
): Promise<Result> {
  const hours = (span.to - span.from) / HOUR;
  const app = await startSimulatedApp({
    seed: 1,
    now: span.to,
    // Rates and burn rates look back beyond the span.
    hours: hours + 1,
    contract: environment.contract,
    logGroups: logGroupsOf(environment),
  });
  const workspace = await startLocalWorkspace({
    mounts: [
      ampApi({ prometheusUrl: app.prometheusUrl, workspaceId: environment.prometheusWorkspaceId }),
      logsApi(new LogsService({ store: app.logs, region: environment.region, now: () => span.to })),
    ],
  });
  try {
    const aws = await awsTarget({
      environment,
      budget,
      span,
      signal,
      endpoint: workspace.url,
      credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
      pollMs: 20,
    });
    const result = await work({
      ...aws,
      grafanaVersion: workspace.grafana,
      // Nothing is published to it: there is no data source to ask.
      health: () => Promise.resolve([]),
    });
    await aws.close();
    return result;
  } finally {
    await workspace.close();
    await app.stop();
  }
}
