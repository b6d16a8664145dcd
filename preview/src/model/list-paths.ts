import type { Panel } from './dashboard.ts';

/** Options of the dashboards list, with what Grafana takes when they are missing. */
export const DASHLIST = {
  showStarred: true,
  showSearch: false,
  showHeadings: true,
  showFolderNames: true,
  keepTime: false,
  includeVars: false,
  maxItems: 10,
  query: '',
  tags: [] as string[],
  folderUID: undefined as string | undefined,
};

/** Options of the annotations list, likewise. */
export const ANNOLIST = {
  onlyFromThisDashboard: false,
  onlyInTimeRange: false,
  tags: [] as string[],
  limit: 10,
  showUser: true,
  showTime: true,
  showTags: true,
};

type Fill = (text: string) => string;

/** What a dashboards list asks for; undefined what it does not show. */
export function dashlistPaths(
  options: typeof DASHLIST,
  fill: Fill,
): { readonly starred: string | undefined; readonly search: string | undefined } {
  const { maxItems, folderUID } = options;
  const filled = (text: string): string => encodeURIComponent(fill(text));
  const folder = folderUID ? `&folderUIDs=${encodeURIComponent(folderUID)}` : '';
  const tags = options.tags.map((tag) => `&tag=${filled(tag)}`).join('');
  return {
    starred: options.showStarred ? `/api/search?limit=${maxItems}&starred=true` : undefined,
    search: options.showSearch
      ? `/api/search?limit=${maxItems}&query=${filled(options.query)}${folder}${tags}&type=dash-db`
      : undefined,
  };
}

/** What an annotations list asks for. */
export function annolistPath(
  options: typeof ANNOLIST,
  about: { readonly uid: string; readonly from: number; readonly to: number },
  fill: Fill,
): string {
  return `/api/annotations?${[
    ...options.tags.map((tag) => `tags=${encodeURIComponent(fill(tag))}`),
    `limit=${options.limit}`,
    'type=annotation',
    ...(options.onlyFromThisDashboard ? [`dashboardUID=${encodeURIComponent(about.uid)}`] : []),
    ...(options.onlyInTimeRange ? [`from=${about.from}`, `to=${about.to}`] : []),
  ].join('&')}`;
}

/** The paths that a panel reads beside its queries. */
export function pathsOf(
  panel: Panel,
  about: { readonly uid: string; readonly from: number; readonly to: number },
  fill: Fill,
): string[] {
  if (panel.type === 'annolist')
    return [annolistPath({ ...ANNOLIST, ...panel.options }, about, fill)];
  if (panel.type !== 'dashlist') return [];
  const { starred, search } = dashlistPaths({ ...DASHLIST, ...panel.options }, fill);
  return [starred, search].filter((path) => path !== undefined);
}
