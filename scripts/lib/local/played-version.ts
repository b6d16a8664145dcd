import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { generations } from './generation.ts';
import { GRAFANA_VERSIONS, type GrafanaVersion } from './local-workspace.ts';
import type { Store } from './store/store.ts';

const DEFAULT_VERSION: GrafanaVersion = '12.4';

/** The version to play: the one asked for, that of the folder, or the default. A workspace can be updated, never the other way. */
export function playedVersion(store: Store, asked: GrafanaVersion | undefined): GrafanaVersion {
  const kept = GRAFANA_VERSIONS.find((known) => known === store.facts.get('grafana')?.value);
  const version = asked ?? kept ?? DEFAULT_VERSION;
  if (kept && GRAFANA_VERSIONS.indexOf(version) < GRAFANA_VERSIONS.indexOf(kept))
    throw new UserError(
      `The data folder holds a workspace of Grafana ${kept}, which cannot go back to ${version}.`,
      {
        suggestions: [
          [`npm run local -- --grafana ${kept}`, 'play the version that it has'],
          [`npm run local -- --grafana ${version} --data .local-${version}`, 'use another folder'],
        ],
        exitCode: ExitCode.Usage,
      },
    );
  if (version !== kept) {
    store.facts.put('grafana', { value: version });
    migrateDataSources(store, version);
  }
  return version;
}

/** What AMG's update to 12 does: sources that sign for AWS get the plugin that still can, and are marked. */
function migrateDataSources(store: Store, version: GrafanaVersion): void {
  const { prometheusType } = generations[version];
  if (prometheusType === 'prometheus') return;
  for (const source of store.dataSources.values())
    if (source.type === 'prometheus' && source.jsonData['sigV4Auth'] === true)
      store.dataSources.put(source.uid, {
        ...source,
        type: prometheusType,
        jsonData: { ...source.jsonData, 'prometheus-type-migration': true },
      });
}
