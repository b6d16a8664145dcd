import { content } from '../../scripts/content.ts';
import { environmentNamed } from '../../scripts/lib/config/load.ts';
import { keepListOf } from '../../scripts/lib/keep-list/keep-list.ts';
import { expressionsOf } from '../../scripts/lib/keep-list/queries.ts';
import { metricCatalogue } from '../../telemetry/metrics.ts';
import { environments } from '../../environments.ts';

/** The metrics that the dashboards look at; undefined (keep everything) while a query cannot be analysed. Which environment does not matter: the stack runs this repository's app. */
export function keptMetrics(grafanaVersion: string): string[] | undefined {
  const environment = { ...environmentNamed('local', environments), contract: 'app' as const };
  const resources = content.resources({ environmentName: 'local', environment, grafanaVersion });
  const list = keepListOf(expressionsOf(resources), metricCatalogue('app').map(({ name }) => name));
  return list.unanalysed.length > 0 ? undefined : list.metrics.map(({ metric }) => metric);
}
