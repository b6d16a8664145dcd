import { refuse } from '../../http/reply.ts';
import type { DashboardRecord } from '../../store/records.ts';
import { hasAction } from '../access.ts';
import { param, type Call } from '../call.ts';
import { findDashboard } from '../dashboards/find.ts';
import { DASHBOARD, forbidden, internalError, notFound } from './status.ts';

const VERBS = {
  get: { action: 'dashboards:read', reason: 'can not view dashboard' },
  update: { action: 'dashboards:write', reason: 'can not edit dashboard' },
  delete: { action: 'dashboards:delete', reason: 'can not delete dashboard' },
} as const;

/** The dashboard that the path names, when the principal may do that; undefined when it is not there and the principal may know it. */
export function dashboardOfPath(call: Call, verb: keyof typeof VERBS): DashboardRecord | undefined {
  const name = param(call, 'uid');
  const { action, reason } = VERBS[verb];
  const found = findDashboard(call.workspace, call.principal, action, name);
  switch (found.outcome) {
    case 'found':
      return found.dashboard;
    case 'missing':
      return undefined;
    case 'unresolved':
      return refuse(
        internalError(call, `could not resolve dashboards:uid:${name}: Dashboard not found`),
      );
    default:
      return refuse(forbidden(call, DASHBOARD, verb, reason, name));
  }
}

export const existing = (call: Call, verb: keyof typeof VERBS): DashboardRecord =>
  dashboardOfPath(call, verb) ?? refuse(notFound(DASHBOARD, param(call, 'uid')));

/** Refuses to list for who may see no dashboard at all. */
export function mayList(call: Call): void {
  if (!hasAction(call.workspace, call.principal, 'dashboards:read'))
    refuse(forbidden(call, DASHBOARD, 'list', 'can not read any dashboards'));
}

export function mayCreate(call: Call): void {
  if (!hasAction(call.workspace, call.principal, 'dashboards:create'))
    refuse(forbidden(call, DASHBOARD, 'create', 'can not create any dashboards'));
}
