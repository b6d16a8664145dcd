import { json, type Reply } from '../../http/reply.ts';
import { dashboardUrl, slugOf } from '../../model/slug.ts';
import type { Call } from '../call.ts';
import { avatarOf } from '../health.ts';
import { timestamp } from '../names.ts';
import { principalOf } from '../principal.ts';
import { dashboardFor } from './read.ts';

const NOBODY = {
  userId: 0,
  userLogin: '',
  userEmail: '',
  userAvatarUrl: '/public/img/user_profile.png',
};
const NAMES = { 1: 'View', 2: 'Edit', 4: 'Admin' } as const;

/** GET /api/dashboards/uid/:uid/permissions: who has which right on it, by itself. */
export function getPermissions(call: Call): Reply {
  const dashboard = dashboardFor(call, 'dashboards.permissions:read');
  const { store, generation } = call.workspace;
  const { uid, title, grants } = dashboard;
  const entry = (
    who: Partial<typeof NOBODY> & { readonly role?: string },
    permission: keyof typeof NAMES,
  ) => ({
    dashboardId: dashboard.id,
    created: timestamp(dashboard.created),
    updated: timestamp(dashboard.created),
    userUid: '',
    ...NOBODY,
    teamId: 0,
    teamUid: '',
    teamEmail: '',
    teamAvatarUrl: '',
    team: '',
    ...who,
    permission,
    permissionName: NAMES[permission],
    uid,
    title,
    slug: slugOf(title, generation.modern),
    isFolder: false,
    url: dashboardUrl(uid, title, generation.modern),
    inherited: false,
  });
  const owner = grants.owner === undefined ? undefined : principalOf(store, grants.owner);
  return json(200, [
    ...(owner
      ? [
          entry(
            {
              userId: owner.id,
              userLogin: owner.login,
              userEmail: owner.login,
              userAvatarUrl: avatarOf(owner.login),
            },
            4,
          ),
        ]
      : []),
    ...(grants.roles ? [entry({ role: 'Editor' }, 2), entry({ role: 'Viewer' }, 1)] : []),
  ]);
}
