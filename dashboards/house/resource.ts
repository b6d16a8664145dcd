import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DashboardResource } from '../../scripts/lib/state/resource.ts';
import { modelOf } from './dashboard.ts';

/** A dashboard as the machinery publishes it. */
export function resourceOf(builder: DashboardBuilder, folderUid: string): DashboardResource {
  const model = modelOf(builder);
  return {
    kind: 'dashboard',
    uid: String(model['uid'] ?? ''),
    title: String(model['title'] ?? ''),
    folderUid,
    model,
  };
}
