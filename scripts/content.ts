import { alertGroups } from '../alerts/index.ts';
import { dashboards, folders, libraryPanels } from '../dashboards/index.ts';
import { locate } from '../dashboards/house/source.ts';
import { dataSources } from '../datasources/index.ts';
import { project } from '../environments.ts';
import type { Content } from './lib/state/content.ts';

/** This repository's content, as the commands hand it to the machinery. */
export const content: Content = {
  project,
  resources: (context) => [
    ...folders(context),
    ...dataSources(context),
    ...libraryPanels(context),
    ...dashboards(context),
    ...alertGroups(context),
  ],
  locate,
};
