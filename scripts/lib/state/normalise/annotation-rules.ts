import type { Json, JsonObject } from '../resource.ts';
import { dropWhen, isObject, jsonEqual, objectAt, objectsAt } from '../json.ts';
import type { Rule } from './rule.ts';

const BROWSER_SAVES = 'test/recordings/browser-saves';

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

export const ANNOTATION_RULES: readonly Rule[] = [
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
    name: 'annotation-defaults',
    subject: 'annotation',
    reason: 'each annotation query gets its `hide` and `enable` written out on a browser save',
    source: `${BROWSER_SAVES}/ui-todo-description.json`,
    apply: (annotation) => {
      dropWhen(annotation, 'hide', false);
      dropWhen(annotation, 'enable', false);
      dropWhen(annotation, 'filter', null);
      dropWhen(annotation, 'builtIn', 0);
      dropWhen(annotation, 'showIn', 0);
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
