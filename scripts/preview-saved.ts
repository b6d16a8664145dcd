import { loadEnvironment } from './environment.ts';
import type { SavedEdit } from './lib/bench/preview-save.ts';
import { simulatedData } from './simulated-data.ts';

/** An edit of a query on the first screen, over the simulated app. */
export const savedEdit: SavedEdit = {
  uid: 'todo-app',
  file: 'dashboards/queries/promql.ts',
  edited: (source, edits) => {
    const after = source.replace(
      'export const availability = `1 -',
      `export const availability = \`${1 + edits / 1000} -`,
    );
    if (after === source) throw new Error('the query that the benchmark edits is not there');
    return after;
  },
  data: async () => {
    const { environment } = await loadEnvironment('local');
    return simulatedData(environment, 'mongo-outage', Date.now(), 7, true);
  },
};
