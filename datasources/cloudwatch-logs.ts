import type { ContentContext } from '../scripts/lib/state/content.ts';
import type { DataSourceResource, JsonObject } from '../scripts/lib/state/resource.ts';
import type { Environment } from '../scripts/lib/config/environment.ts';

export const CLOUDWATCH_UID = 'cloudwatch';

/** A log group as the CloudWatch source's targets name it. */
export const logGroupTarget = ({ region, accountId }: Environment, name: string): JsonObject => ({
  arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`,
  name,
  accountId,
});

/** CloudWatch Logs, queried with Logs Insights; the app's log group is what Explore starts with. */
export const cloudwatchLogs = ({ environment }: ContentContext): DataSourceResource => ({
  kind: 'datasource',
  uid: CLOUDWATCH_UID,
  title: 'CloudWatch Logs',
  model: {
    name: 'CloudWatch Logs',
    type: 'cloudwatch',
    access: 'proxy',
    jsonData: {
      authType: 'ec2_iam_role',
      defaultRegion: environment.region,
      // A panel whose query runs longer than this is a panel to rewrite; the source's own default is 30 minutes.
      logsTimeout: '2m',
      logGroups: [logGroupTarget(environment, environment.logGroups.app)],
    },
  },
});
