import type { RecordedBoot } from '../preview/src/model/boot.ts';
import { SIMULATED_END } from '../telemetry/flags.ts';
import { content } from './content.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { contentApi } from './lib/preview/content-api.ts';
import { recordDashboard } from './lib/preview/record.ts';
import { desiredState } from './lib/state/desired.ts';
import type { DashboardResource } from './lib/state/resource.ts';
import { simulatedData } from './simulated-data.ts';

/** The first dashboard with the answers that the simulated app gives in an incident ('' for none): opens without a server. */
export async function recordedDashboard(incident: string): Promise<RecordedBoot> {
  const { name, environment } = await loadEnvironment('local');
  const resources = desiredState(content, {
    environmentName: name,
    environment,
    grafanaVersion: '12.4',
  });
  const dashboard = resources.find((r): r is DashboardResource => r.kind === 'dashboard');
  if (!dashboard) throw new UserError('there is no dashboard to draw.');
  const now = Date.parse(SIMULATED_END);
  const data = await simulatedData(environment, incident, now, 7, true);
  try {
    return await recordDashboard(dashboard, contentApi({ resources, ...data }), now);
  } finally {
    await data.stop();
  }
}
