import type { Json, JsonObject } from '../resource.ts';
import { dropDefaults, dropWhen, isObject, jsonEqual, objectAt, objectsAt } from '../json.ts';
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
  hideControls: false,
  gnetId: null,
  panels: [],
};

/** Grafana's own annotation query, as 8 to 13 write it (after `datasource` has been brought to one form). */
const BUILT_IN_ANNOTATION: JsonObject = {
  builtIn: 1,
  datasource: { uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  name: 'Annotations & Alerts',
  type: 'dashboard',
};
const BUILT_IN_TARGET: JsonObject = { limit: 100, matchAny: false, tags: [], type: 'dashboard' };

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
  time_options: ['5m', '15m', '1h', '6h', '12h', '24h', '2d', '7d', '30d'],
  quick_ranges: [],
};

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
    reason: 'the intervals that Grafana offers by itself are the same as none given',
    source: BROWSER_SAVES,
    apply: (dashboard) => {
      const picker = objectAt(dashboard, 'timepicker');
      if (picker) dropDefaults(picker, TIMEPICKER_DEFAULTS);
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
    name: 'built-in-annotation',
    subject: 'dashboard',
    reason: 'Grafana adds its own annotation query to every dashboard that it saves',
    source: BROWSER_SAVES,
    apply: (dashboard) => {
      const annotations = objectAt(dashboard, 'annotations');
      if (annotations) {
        const list = objectsAt(annotations, 'list').filter((entry) => !isBuiltIn(entry));
        annotations['list'] = list;
        dropWhen(annotations, 'list', []);
      }
      dropWhen(dashboard, 'annotations', {}, null);
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
  {
    name: 'annotation-defaults',
    subject: 'annotation',
    reason: 'each annotation query gets its `hide` and `enable` written out on a browser save',
    source: `${BROWSER_SAVES}/ui-todo-description.json`,
    apply: (annotation) => {
      dropWhen(annotation, 'hide', false);
      dropWhen(annotation, 'enable', false);
      dropWhen(annotation, 'filter', null);
      dropWhen(annotation, 'builtIn', 0);
    },
  },
];

/** Whether the entry is Grafana's own annotation query, left as it is: one that a person has changed is not. */
function isBuiltIn(entry: JsonObject): boolean {
  if (entry['builtIn'] !== 1) return false;
  const { target, datasource, ...rest } = entry;
  const expected: Json = { ...BUILT_IN_ANNOTATION };
  delete expected['datasource'];
  const uid = isObject(datasource) ? datasource['uid'] : datasource;
  return (
    jsonEqual(rest, expected) &&
    (uid === undefined || uid === null || uid === '-- Grafana --' || uid === 'grafana') &&
    (target === undefined || jsonEqual(target, BUILT_IN_TARGET))
  );
}
