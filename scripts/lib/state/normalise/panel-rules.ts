import type { JsonObject } from '../resource.ts';
import { dropDefaults, dropWhen, jsonEqual, objectAt, objectsAt } from '../json.ts';
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
    reason: 'an open row keeps its panels beside it and asks nothing itself',
    source: `${BROWSER_SAVES}/ui-logs-description.json`,
    apply: (panel) => {
      if (panel['type'] !== 'row') return;
      dropWhen(panel, 'collapsed', false);
      dropWhen(panel, 'panels', []);
      for (const key of [
        'datasource',
        'targets',
        'fieldConfig',
        'options',
        'showTitle',
        'titleSize',
      ])
        delete panel[key];
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
