import type { JsonObject } from '../resource.ts';
import { dropDefaults, dropWhen, objectAt, objectsAt } from '../json.ts';
import { giveIds } from './panel-ids.ts';
import type { Rule } from './rule.ts';

const BROWSER_SAVES = 'test/recordings/browser-saves';

/** What a browser of 12.2 fills in at the top of a dashboard; absent means the same. */
export const DASHBOARD_DEFAULTS: JsonObject = {
  description: '',
  editable: true,
  fiscalYearStartMonth: 0,
  graphTooltip: 0,
  links: [],
  liveNow: false,
  preload: false,
  tags: [],
  timezone: '',
  weekStart: '',
  style: 'dark',
  panels: [],
};

/** What older releases and exports leave at the top of a dashboard: nothing reads it, and a browser save drops it. */
const LEFT_OVER = [
  '__elements',
  '__inputs',
  '__requires',
  'gnetId',
  'hideControls',
  'revision',
  'sharedCrosshair',
];

export const LINK_DEFAULTS: JsonObject = {
  asDropdown: false,
  icon: 'external link',
  includeVars: false,
  keepTime: false,
  tags: [],
  targetBlank: false,
  tooltip: '',
  type: 'link',
  url: '',
};

const TIMEPICKER_DEFAULTS: JsonObject = {
  hidden: false,
  nowDelay: '',
  refresh_intervals: ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'],
  quick_ranges: [],
};
/** Settings of the time picker before Grafana 7. */
const OLD_TIMEPICKER = ['collapse', 'enable', 'notice', 'now', 'status', 'time_options', 'type'];

export const DASHBOARD_RULES: readonly Rule[] = [
  {
    name: 'server-fields',
    subject: 'dashboard',
    reason: 'id, version and uid are what a workspace knows a dashboard by, not what it shows',
    source: 'POST /api/dashboards/db sets them on each save (recorded on 9.4 and 12.2)',
    apply: (dashboard) => {
      for (const key of ['id', 'uid', 'version', 'iteration']) delete dashboard[key];
    },
  },
  {
    name: 'schema-version',
    subject: 'dashboard',
    reason:
      'the browser saves in the schema of its server, up (39 to 41) or down (42 to 41); the content tells what changed',
    source: BROWSER_SAVES,
    apply: (dashboard) => {
      delete dashboard['schemaVersion'];
    },
  },
  {
    name: 'title-blanks',
    subject: 'dashboard',
    reason: 'the server trims blanks around a title',
    source: 'POST /api/dashboards/db, recorded on 9.4 and 12.2',
    apply: (dashboard) => {
      if (typeof dashboard['title'] === 'string') dashboard['title'] = dashboard['title'].trim();
    },
  },
  {
    name: 'dashboard-defaults',
    subject: 'dashboard',
    reason: 'a browser save writes out what a builder leaves to Grafana',
    source: BROWSER_SAVES,
    apply: (dashboard) => dropDefaults(dashboard, DASHBOARD_DEFAULTS),
  },
  {
    name: 'left-over-properties',
    subject: 'dashboard',
    reason:
      'what exports and older releases left there shows nowhere, and goes with a browser save',
    source: 'Grafana 12.2, transformSceneToSaveModel: only what the scene knows is written',
    apply: (dashboard) => {
      for (const key of LEFT_OVER) delete dashboard[key];
      dropWhen(dashboard, 'rows', []);
    },
  },
  {
    name: 'panel-ids',
    subject: 'dashboard',
    reason:
      'a panel without an id, or with that of another, is given the next free one when it is loaded',
    source: 'Grafana 9.4 to 12.2, DashboardModel.ensurePanelsHaveUniqueIds',
    apply: giveIds,
  },
  {
    name: 'tag-order',
    subject: 'dashboard',
    reason: 'tags are a set: neither their order nor a repetition shows anywhere',
    source: 'POST /api/dashboards/db keeps repeated and blank tags (recorded on 9.4 and 12.2)',
    apply: (dashboard) => {
      const tags = dashboard['tags'];
      if (!Array.isArray(tags)) return;
      const texts = tags.filter((tag): tag is string => typeof tag === 'string' && tag !== '');
      dashboard['tags'] = [...new Set(texts)].toSorted();
      dropWhen(dashboard, 'tags', []);
    },
  },
  {
    name: 'refresh-off',
    subject: 'dashboard',
    reason: 'no refresh is written as "", false, null or not at all',
    source: 'Grafana 12.2, v1beta1 adds `refresh: ""` when it migrates',
    apply: (dashboard) => dropWhen(dashboard, 'refresh', '', false, null),
  },
  {
    name: 'default-time-range',
    subject: 'dashboard',
    reason: 'a dashboard without a time range opens with the last six hours',
    source: 'Grafana documentation, dashboard JSON model: time defaults to now-6h, now',
    apply: (dashboard) => dropWhen(dashboard, 'time', { from: 'now-6h', to: 'now' }, null),
  },
  {
    name: 'time-picker',
    subject: 'dashboard',
    reason:
      'the intervals that Grafana offers by itself are the same as none given, and nothing reads the settings of its old picker',
    source: `${BROWSER_SAVES}; Grafana 12.2, transformSceneToSaveModel`,
    apply: (dashboard) => {
      const picker = objectAt(dashboard, 'timepicker');
      if (picker) dropDefaults(picker, TIMEPICKER_DEFAULTS);
      for (const key of OLD_TIMEPICKER) delete picker?.[key];
      dropWhen(dashboard, 'timepicker', {}, null);
    },
  },
  {
    name: 'link-defaults',
    subject: 'dashboard',
    reason: 'a link in the dashboard settings carries all its fields after a save',
    source: 'Grafana 12.2, DashboardLink in the dashboard schema',
    apply: (dashboard) => {
      for (const link of objectsAt(dashboard, 'links')) dropDefaults(link, LINK_DEFAULTS);
    },
  },
  {
    name: 'no-variables',
    subject: 'dashboard',
    reason: 'an empty list of variables is no variables',
    source: BROWSER_SAVES,
    apply: (dashboard) => {
      const templating = objectAt(dashboard, 'templating');
      if (templating) dropWhen(templating, 'list', [], null);
      dropWhen(dashboard, 'templating', {}, null);
    },
  },
];
