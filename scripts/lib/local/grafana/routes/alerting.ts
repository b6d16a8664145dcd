import {
  deleteGroup as deleteRuleGroup,
  getGroup as getRuleGroup,
  putGroup as putRuleGroup,
} from '../alerting/groups.ts';
import {
  getPolicies,
  listContactPoints,
  listMuteTimings,
  listTemplates,
} from '../alerting/notifications.ts';
import { getFolderRules } from '../alerting/ruler.ts';
import { deleteRule, getRule, listRules, postRule, putRuleByUid } from '../alerting/rules.ts';
import type { GrafanaRoute } from './grafana-route.ts';

const RULES = '/api/v1/provisioning/alert-rules';
const GROUP = '/api/v1/provisioning/folder/:folderUid/rule-groups/:group';

/** Alert rules and what they notify. */
export const alerting: readonly GrafanaRoute[] = [
  { method: 'GET', path: RULES, handle: listRules },
  { method: 'POST', path: RULES, handle: postRule },
  { method: 'GET', path: `${RULES}/:uid`, handle: getRule },
  { method: 'PUT', path: `${RULES}/:uid`, handle: putRuleByUid },
  { method: 'DELETE', path: `${RULES}/:uid`, handle: deleteRule },
  { method: 'GET', path: GROUP, handle: getRuleGroup },
  { method: 'PUT', path: GROUP, handle: putRuleGroup },
  { method: 'GET', path: '/api/ruler/grafana/api/v1/rules/:folderUid', handle: getFolderRules },
  { method: 'GET', path: '/api/v1/provisioning/contact-points', handle: listContactPoints },
  { method: 'GET', path: '/api/v1/provisioning/policies', handle: getPolicies },
  { method: 'GET', path: '/api/v1/provisioning/mute-timings', handle: listMuteTimings },
  { method: 'GET', path: '/api/v1/provisioning/templates', handle: listTemplates },
];

/** Not before 12. */
export const groupDeletion: readonly GrafanaRoute[] = [
  { method: 'DELETE', path: GROUP, handle: deleteRuleGroup },
];
