import type { ContentContext } from '../scripts/lib/state/content.ts';
import type { DataSourceResource } from '../scripts/lib/state/resource.ts';
import { amp } from './amp.ts';
import { cloudwatchLogs } from './cloudwatch-logs.ts';

/** Every data source. Add one: a file beside this, and a line here. */
export const dataSources = (context: ContentContext): DataSourceResource[] => [
  amp(context),
  cloudwatchLogs(context),
];
