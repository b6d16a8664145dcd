import type { GrafanaVersion } from './local-workspace.ts';

/** How a Grafana behaves where versions differ: the one place that knows. What is not here is the same in all. */
export interface Generation {
  /** What `/api/health` reports. */
  readonly version: string;
  readonly commit: string;
  readonly cacheControl: string;
  /** 12 and later serve `/apis`, refuse API keys, name service accounts as editors of folders. */
  readonly modern: boolean;
  /** Folders may hold folders. */
  readonly nestedFolders: boolean;
  /** Dashboards and folders live in unified storage: equal saves change nothing, managers are kept, search lags. */
  readonly unified: boolean;
  /** Titles are unique within a folder; the same title in another dashboard is 412, or replaces it. */
  readonly uniqueTitles: boolean;
  /** The version check of a save and its write are not one step: saves at once may pass together. */
  readonly atomicVersionCheck: boolean;
  readonly apiKeys: boolean;
  /** Plugin id that an AMP data source has here. */
  readonly prometheusType: 'prometheus' | 'grafana-amazonprometheus-datasource';
  /** Data sources are reached by numeric id, too. */
  readonly numericDataSourceIds: boolean;
  /** A search with one hit that has one tag shows none. */
  readonly losesTagsOfOneHit: boolean;
}

const legacy: Generation = {
  version: '9.4.0',
  commit: '8f3e923057',
  cacheControl: 'no-cache',
  modern: false,
  nestedFolders: false,
  unified: false,
  uniqueTitles: true,
  atomicVersionCheck: true,
  apiKeys: true,
  prometheusType: 'prometheus',
  numericDataSourceIds: true,
  losesTagsOfOneHit: false,
};

const modern: Generation = {
  version: '12.4.0',
  commit: 'f228cc97',
  cacheControl: 'no-store',
  modern: true,
  nestedFolders: true,
  unified: false,
  uniqueTitles: false,
  atomicVersionCheck: false,
  apiKeys: false,
  prometheusType: 'grafana-amazonprometheus-datasource',
  numericDataSourceIds: true,
  losesTagsOfOneHit: true,
};

export const generations: Readonly<Record<GrafanaVersion, Generation>> = {
  '9.4': legacy,
  '10.4': { ...legacy, version: '10.4.1', nestedFolders: true },
  '12.4': modern,
  '13.2': { ...modern, version: '13.2.0', unified: true, losesTagsOfOneHit: false },
};
