/** When AWS ends its support of a Grafana version on AMG (user guide, "Workspace versions"); versions without a date are not here. */
const END_OF_SUPPORT: Readonly<Record<string, string>> = { '9.4': '2026-12-20' };
/** How long before the end people are told. */
const NOTICE_DAYS = 180;

/** A sentence for a workspace whose version is near its end, or past it; undefined otherwise. */
export function supportNotice(
  grafanaVersion: string,
  newerVersions: readonly string[],
  now = new Date(),
): string | undefined {
  const version = grafanaVersion.split('.').slice(0, 2).join('.');
  const end = END_OF_SUPPORT[version];
  if (end === undefined) return undefined;
  const days = Math.ceil((Date.parse(end) - now.getTime()) / (24 * 3600 * 1000));
  if (days > NOTICE_DAYS) return undefined;
  const target =
    newerVersions.length > 0 ? `; it can be updated to ${newerVersions.join(', ')}` : '';
  return days >= 0
    ? `AWS supports Grafana ${version} until ${end}, ${days} ${days === 1 ? 'day' : 'days'} from now${target}.`
    : `AWS has not supported Grafana ${version} since ${end}${target}.`;
}
