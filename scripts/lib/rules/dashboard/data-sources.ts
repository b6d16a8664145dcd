import { nearest } from '../../text/nearest.ts';
import { BUILT_IN_SOURCES } from '../model/data-source.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Why: a panel on a source that is not there says "Datasource … was not found". */
export const dataSources: DashboardRule = {
  code: 'datasource/unknown',
  severity: 'error',
  ownOnly: true,
  summary: 'Every data source that is used is one of this repository, of the type that is said',
  why: 'A panel of a data source that was renamed or removed shows an error; one of the wrong type may be sent to the wrong editor and back end.',
  bad: '{"datasource": {"uid": "ampp"}}',
  good: '{"datasource": {"uid": "amp"}}',
  *check(dashboard, { own }) {
    if (!own) return;
    for (const query of dashboard.queries) {
      const { uid, type } = query.dataSource;
      if (uid === undefined || uid.includes('$') || BUILT_IN_SOURCES.has(uid)) continue;
      const actual = own.dataSources.get(uid);
      if (actual === undefined) {
        const close = nearest(uid, own.dataSources.keys());
        yield {
          message: `There is no data source "${uid}".${close ? ` Did you mean ${close}?` : ''}`,
          panel: query.panel,
          query,
        };
      } else if (type !== undefined && type !== actual)
        yield {
          message: `The data source "${uid}" is of type ${actual}, not ${type}.`,
          panel: query.panel,
          query,
        };
    }
  },
};
