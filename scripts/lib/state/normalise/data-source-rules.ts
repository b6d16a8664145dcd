import type { JsonObject } from '../resource.ts';
import { dropDefaults, dropWhen, objectAt } from '../json.ts';
import type { Rule } from './rule.ts';

/** Fields of GET /api/datasources/uid/:uid that the server makes. */
const SERVER_FIELDS = [
  'id',
  'uid',
  'orgId',
  'version',
  'readOnly',
  'typeName',
  'typeLogoUrl',
  'accessControl',
  'apiVersion',
  'secureJsonData',
  // Which source is the default is a choice of the workspace: 12 makes the first one it, unasked.
  'isDefault',
];

const DEFAULTS: JsonObject = {
  access: 'proxy',
  basicAuth: false,
  basicAuthUser: '',
  database: '',
  jsonData: {},
  password: '',
  basicAuthPassword: '',
  secureJsonFields: {},
  url: '',
  user: '',
  withCredentials: false,
};

export const DATA_SOURCE_RULES: readonly Rule[] = [
  {
    name: 'data-source-server-fields',
    subject: 'datasource',
    reason: 'ids, versions and what the server knows of the plugin are not settings',
    source: 'GET /api/datasources/uid/:uid, recorded on 9.4 and 12.2',
    apply: (source) => {
      for (const key of SERVER_FIELDS) delete source[key];
    },
  },
  {
    name: 'publish-mark',
    subject: 'datasource',
    reason: 'the mark that this project leaves in a data source is not a setting',
    source: 'scripts/lib/state/managed.ts',
    apply: (source) => {
      const settings = objectAt(source, 'jsonData');
      if (settings) delete settings['publishedBy'];
    },
  },
  {
    name: 'data-source-defaults',
    subject: 'datasource',
    reason: 'the server answers with every field; absent, empty and false are the same',
    source: 'GET /api/datasources/uid/:uid, recorded on 9.4 and 12.2',
    apply: (source) => {
      for (const key of Object.keys(source)) dropWhen(source, key, null);
      dropDefaults(source, DEFAULTS);
    },
  },
  {
    name: 'amp-type-migration',
    subject: 'datasource',
    reason:
      'an upgrade to 12 turns AMP sources of type prometheus into grafana-amazonprometheus-datasource, with a marker, under the same uid and name',
    source: 'AMG user guide, version differences; Grafana pull request 107364',
    apply: (source) => {
      const settings = objectAt(source, 'jsonData');
      if (settings) delete settings['prometheus-type-migration'];
      const usesSigV4 = source['type'] === 'prometheus' && settings?.['sigV4Auth'] === true;
      if (usesSigV4) source['type'] = 'grafana-amazonprometheus-datasource';
      dropWhen(source, 'jsonData', {});
    },
  },
];
