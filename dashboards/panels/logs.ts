import { colors } from '../house/colors.ts';
import { countSeries, logLines, paint, row } from '../house/panels.ts';
import type { View } from '../house/view.ts';

export const logsRow = () => row('Logs', { id: 60 });

export const linesByLevel = ({ logs, insights }: View) =>
  countSeries('Log records by level', { id: 61 })
    .description(
      'Records of the app by level. A drop to nothing with traffic going on: the log driver lost lines, or the app hangs.',
    )
    .unit('short')
    .span(24)
    .height(6)
    .overrideByName(...paint('DEBUG', colors.neutral))
    .overrideByName(...paint('INFO', colors.info))
    .overrideByName(...paint('WARNING', colors.warning))
    .overrideByName(...paint('ERROR', colors.critical))
    .withTarget(logs(insights.linesByLevel));

export const accessLog = ({ logs, insights }: View) =>
  logLines('Access log', { id: 62 })
    .description(
      "The newest requests of the picked routes, without the collector's scrapes. Open a line for its method, path and status.",
    )
    .withTarget(logs(insights.accessLog));
