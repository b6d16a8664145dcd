import type { JsonObject } from '../resource.ts';
import { dropDefaults, dropWhen, jsonEqual, objectAt, objectsAt, stringAt } from '../json.ts';
import { pluginOf } from './plugins/index.ts';
import type { Rule } from './rule.ts';

const BROWSER_SAVES = 'test/recordings/browser-saves';

/** Properties of a panel that are empty by default, with what "empty" is. */
export const PANEL_DEFAULTS: JsonObject = {
  cacheTimeout: '',
  description: '',
  hideTimeOverride: false,
  interval: '',
  links: [],
  repeat: '',
  targets: [],
  timeFrom: '',
  timeShift: '',
  title: '',
  transformations: [],
  transparent: false,
};
const NULLABLE = [...Object.keys(PANEL_DEFAULTS), 'maxDataPoints', 'datasource', 'queryCachingTTL'];

/** All that a row has. */
const OF_A_ROW = ['collapsed', 'gridPos', 'id', 'panels', 'repeat', 'title', 'type'];
/** What goes with the queries of a panel that has none. */
const OF_QUERIES = [
  'cacheTimeout',
  'datasource',
  'interval',
  'maxDataPoints',
  'queryCachingTTL',
  'targets',
  'transformations',
];

/** Nothing but what a query is called by and where it would go. */
const isEmptyQuery = (target: JsonObject): boolean =>
  Object.keys(target).every((key) => key === 'refId' || key === 'datasource');

export const PANEL_RULES: readonly Rule[] = [
  {
    name: 'plugin-version',
    subject: 'panel',
    reason: 'the version of the plugin that drew the panel last is not content',
    source: BROWSER_SAVES,
    apply: (panel) => {
      delete panel['pluginVersion'];
    },
  },
  {
    name: 'panel-defaults',
    subject: 'panel',
    reason: 'empty texts and lists are the same as none',
    source: 'Grafana 9.4 to 13, PanelModel: these defaults are left out or written out per version',
    apply: (panel) => {
      for (const key of NULLABLE) dropWhen(panel, key, null);
      dropDefaults(panel, PANEL_DEFAULTS);
      // Which way to repeat says nothing where nothing repeats.
      if (!('repeat' in panel)) {
        delete panel['repeatDirection'];
        delete panel['maxPerRow'];
      } else dropWhen(panel, 'repeatDirection', 'h');
      for (const link of objectsAt(panel, 'links')) dropWhen(link, 'targetBlank', false);
    },
  },
  {
    name: 'row-defaults',
    subject: 'panel',
    reason:
      'an open row keeps its panels beside it; a row asks nothing and has nothing to set but its title',
    source: `${BROWSER_SAVES}/ui-logs-description.json; Grafana 12.2, gridRowToSaveModel`,
    apply: (panel) => {
      if (panel['type'] !== 'row') return;
      for (const key of Object.keys(panel)) if (!OF_A_ROW.includes(key)) delete panel[key];
      dropWhen(panel, 'collapsed', false);
      dropWhen(panel, 'panels', []);
    },
  },
  {
    name: 'no-queries',
    subject: 'panel',
    reason:
      'a panel that asks nothing is saved without its data source and transformations, or with one empty query',
    source: 'Grafana 12.2, createPanelDataProvider; 9.4, PanelModel: targets default to [{refId}]',
    apply: (panel) => {
      const targets = objectsAt(panel, 'targets');
      const isAsking = pluginOf(stringAt(panel, 'type') ?? '')?.asksNothing !== true;
      const [only] = targets;
      const isEmpty = targets.length <= 1 && (only === undefined || isEmptyQuery(only));
      if (panel['type'] === 'row' || (isAsking && !isEmpty)) return;
      for (const key of OF_QUERIES) delete panel[key];
    },
  },
  {
    name: 'time-info-of-no-time',
    subject: 'panel',
    reason: 'whether to hide the time of the panel says nothing where it has none of its own',
    source: 'Grafana 12.2, vizPanelToPanel: kept with a relative time or a time shift only',
    apply: (panel) => {
      const isTimed = Boolean(panel['timeFrom']) || Boolean(panel['timeShift']);
      if (!isTimed) delete panel['hideTimeOverride'];
    },
  },
  {
    name: 'library-panel-model',
    subject: 'panel',
    reason: 'what a library panel shows is kept with the library panel, not here',
    source: 'POST /api/dashboards/db stores only {uid, name} (recorded on 9.4 and 12.2)',
    apply: (panel) => {
      const library = objectAt(panel, 'libraryPanel');
      if (!library) return;
      for (const key of Object.keys(panel))
        if (
          !['id', 'gridPos', 'libraryPanel', 'repeat', 'repeatDirection', 'maxPerRow'].includes(key)
        )
          delete panel[key];
      panel['libraryPanel'] = { uid: library['uid'] ?? '', name: library['name'] ?? '' };
    },
  },
  {
    name: 'data-source-of-queries',
    subject: 'panel',
    reason:
      'the source of a panel is repeated in each of its queries, or stands in the queries alone',
    source:
      'Grafana 12.2, v1beta1 migration and dashboard scene: either is filled in from the other',
    apply: (panel) => {
      const targets = objectsAt(panel, 'targets');
      panel['datasource'] ??= targets[0]?.['datasource'] ?? null;
      for (const target of targets)
        if (jsonEqual(target['datasource'], panel['datasource'])) delete target['datasource'];
      dropWhen(panel, 'datasource', null);
    },
  },
];
