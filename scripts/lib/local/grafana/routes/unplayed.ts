import type { Generation } from '../../generation.ts';

/** What Grafana has, no publisher needs, and this workspace answers 501 to. Everything else that has no route is not in Grafana either. */
const UNPLAYED: readonly RegExp[] = [
  /^\/api\/(admin|alertmanager|alerting|correlations|dashboard|live|org|orgs|playlists)\b/,
  /^\/api\/(prometheus|public|query-history|ruler|snapshots|teams|user|users)\b/,
  /^\/api\/v1\/provisioning\/(contact-points|policies|mute-timings|templates)\b/,
  /^\/api\/v1\/provisioning\/.*\/export$/,
  /^\/api\/(access-control|dashboards\/(import|public-dashboards|calculate-diff|trim))\b/,
  /^\/api\/(folders|dashboards\/uid)\/[^/]+\/(permissions|public-dashboards)$/,
  /^\/api\/(annotations|datasources|plugins|serviceaccounts)\/.+/,
];

/** Whether a path without a route is one that a Grafana of this generation has. */
export const isUnplayed = ({ modern }: Generation, path: string): boolean =>
  UNPLAYED.some((pattern) => pattern.test(path)) || (modern && path.startsWith('/apis/'));
