import type { ContentContext } from '../scripts/lib/state/content.ts';
import type { AlertRuleGroupResource } from '../scripts/lib/state/resource.ts';
import { lostDataAlerts } from './lost-data.ts';
import { objectiveAlerts } from './objective.ts';
import { pipelineAlerts } from './pipeline.ts';

/** Every group of alert rules, one line each; none where environments.ts switches them off. */
export const alertGroups = (context: ContentContext): AlertRuleGroupResource[] =>
  context.environment.alerts === 'off'
    ? []
    : [objectiveAlerts(context), pipelineAlerts(context), lostDataAlerts(context)];
