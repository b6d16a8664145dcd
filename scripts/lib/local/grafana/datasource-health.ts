import { empty, json, message, type Reply } from '../http/reply.ts';
import type { DataSourceRecord } from '../store/records.ts';
import type { Workspace } from '../workspace.ts';
import { requireAction } from './access.ts';
import { failure, param, type Call } from './call.ts';
import { PLUGINS } from './plugins.ts';

/** A plugin that the workspace has: those of an open-source Grafana, and AMG's own when there are data behind it. */
const isInstalled = ({ dataPlane }: Workspace, type: string): boolean =>
  type in PLUGINS || (dataPlane !== undefined && type === 'grafana-amazonprometheus-datasource');

/** What a request to a data source ends in when nothing stands behind the workspace. */
export function unreachable({ url }: DataSourceRecord, path: string): string {
  const target = new URL(path.replace(/^\//, ''), url.endsWith('/') ? url : `${url}/`);
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  return `Post "${target.href}": dial tcp ${target.hostname}:${port}: connect: connection refused`;
}

/** GET /api/datasources/uid/:uid/health */
export function dataSourceHealth(call: Call): Reply {
  const { workspace, principal } = call;
  requireAction(workspace, principal, 'datasources:query');
  const { modern } = workspace.generation;
  const found = workspace.store.dataSources.get(param(call, 'uid'));
  if (!found) return failure(workspace, 500, 'Unable to load datasource metadata');
  if (!isInstalled(workspace, found.type))
    return modern
      ? json(404, {
          statusCode: 404,
          messageId: 'plugin.notRegistered',
          message: 'Plugin not registered',
        })
      : message(500, 'Unable to find datasource plugin');
  const prometheus = found.type.includes('prometheus');
  // The Prometheus plugin of 9 and 10 has no health check.
  if (!modern && prometheus) return failure(workspace, 404, 'Not found');
  if (workspace.dataPlane)
    return json(200, {
      message: prometheus
        ? 'Successfully queried the Prometheus API.'
        : '1. Successfully queried the CloudWatch metrics API.\n2. Successfully queried the CloudWatch logs API.',
      status: 'OK',
    });
  return json(400, {
    message: prometheus
      ? `${unreachable(found, 'api/v1/query')} - There was an error returned querying the Prometheus API.`
      : '1. CloudWatch metrics query failed: no credentials\n2. CloudWatch logs query failed: no credentials',
    status: 'ERROR',
  });
}

/** GET /api/datasources/proxy/uid/:uid/…: nothing is reachable from here. */
export function proxied(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'datasources:query');
  if (!call.workspace.store.dataSources.has(param(call, 'uid')))
    return failure(call.workspace, 404, 'Unable to find datasource');
  return { ...empty(502), headers: { 'Cache-Control': '' } };
}

/** GET /api/plugins/:plugin/settings */
export function pluginSettings(call: Call): Reply {
  const id = param(call, 'plugin');
  if (!isInstalled(call.workspace, id))
    return message(404, 'Plugin not found, no installed plugin with that id');
  return json(200, { id, name: PLUGINS[id]?.name ?? id, type: 'datasource', enabled: true });
}
