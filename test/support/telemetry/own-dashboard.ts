import { content } from '../../../scripts/content.ts';
import { loadEnvironment } from '../../../scripts/environment.ts';
import type { DashboardResource } from '../../../scripts/lib/state/resource.ts';
import type { Contract } from '../../../telemetry/metrics.ts';

/** This repository's dashboard, as it is made for an app. */
export async function ownDashboard(contract: Contract): Promise<DashboardResource> {
  const { name, environment } = await loadEnvironment('local');
  const resources = content.resources({
    environmentName: name,
    environment: { ...environment, contract },
    grafanaVersion: '12.4',
  });
  const found = resources.find((resource) => resource.kind === 'dashboard');
  if (!found) throw new Error('there is no dashboard');
  return found;
}
