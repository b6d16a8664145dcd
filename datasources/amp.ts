import type { ContentContext } from '../scripts/lib/state/content.ts';
import type { DataSourceResource } from '../scripts/lib/state/resource.ts';

export const AMP_UID = 'amp';

/** Seconds between two scrapes of the collector; `$__rate_interval` is four times this at least. */
export const SCRAPE_INTERVAL = '20s';

/**
 * The plugin that reads Amazon Managed Prometheus: from Grafana 12 SigV4 is no longer part of the core `prometheus` source
 * (Amazon Managed Grafana user guide, "Differences between Grafana versions").
 */
export const ampType = (grafanaVersion: string): string =>
  Number.parseInt(grafanaVersion, 10) >= 12 ? 'grafana-amazonprometheus-datasource' : 'prometheus';

/** Amazon Managed Prometheus: what the collector remote-writes, queried with the workspace's own IAM role. */
export const amp = ({ environment, grafanaVersion }: ContentContext): DataSourceResource => ({
  kind: 'datasource',
  uid: AMP_UID,
  title: 'Amazon Managed Prometheus',
  model: {
    name: 'Amazon Managed Prometheus',
    type: ampType(grafanaVersion),
    access: 'proxy',
    url: `https://aps-workspaces.${environment.region}.amazonaws.com/workspaces/${environment.prometheusWorkspaceId}/`,
    isDefault: true,
    jsonData: {
      httpMethod: 'POST',
      prometheusType: 'Prometheus',
      sigV4Auth: true,
      sigV4AuthType: 'ec2_iam_role',
      sigV4Region: environment.region,
      timeInterval: SCRAPE_INTERVAL,
      // AMG ends a data-source request after 60 s; say so before it does.
      queryTimeout: '55s',
      // Rules are managed in AMP, not through Grafana.
      manageAlerts: false,
    },
  },
});
