import { content } from '../../scripts/content.ts';
import { environmentSchema } from '../../scripts/lib/config/environment.ts';
import { keepListOf } from '../../scripts/lib/keep-list/keep-list.ts';
import { expressionsOf } from '../../scripts/lib/keep-list/queries.ts';
import { keepListWarnings } from '../../scripts/lib/report/keep-list.ts';
import type { Resource } from '../../scripts/lib/state/resource.ts';
import { metricCatalogue } from '../../telemetry/metrics.ts';

export interface Keeping {
  /** The metrics that the collector sends; absent: all. */
  readonly metrics?: readonly string[];
  readonly warnings: readonly string[];
}

/** The metrics that dashboards and alerts look at: everything while a query cannot be analysed, and that is said. */
export const keptMetrics = (grafanaVersion: string): Keeping =>
  keepingOf(publishedResources(grafanaVersion));

/** What this repository publishes for the app of the stack. */
export const publishedResources = (grafanaVersion: string): readonly Resource[] =>
  content.resources({ environmentName: 'stack', environment, grafanaVersion });

/** The same of any resources. */
export function keepingOf(resources: readonly Resource[]): Keeping {
  const emitted = metricCatalogue('app').map(({ name }) => name);
  const list = keepListOf(expressionsOf(resources), emitted);
  const { metrics, unanalysed } = list;
  const warnings = keepListWarnings(list).join('\n');
  return {
    ...(unanalysed.length === 0 && { metrics: metrics.map(({ metric }) => metric) }),
    warnings: warnings === '' ? [] : [warnings],
  };
}

/** The stack runs this repository's app, before any workspace has an id: its ids do not matter to what is asked. */
const environment = environmentSchema.parse({
  grafana: 'local',
  region: 'eu-central-1',
  accountId: '123456789012',
  prometheusWorkspaceId: 'ws-00000000-0000-0000-0000-000000000000',
  logGroups: {
    app: '/ecs/todo-app',
    collector: '/ecs/todo-app-collector',
    database: '/ecs/todo-app-mongodb',
  },
  folder: { uid: 'todo', title: 'To-do app' },
  contract: 'app',
});
