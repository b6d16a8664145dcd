import type { Json, JsonObject } from '../resource.ts';
import { dropDefaults, dropWhen, isObject, objectAt, stringAt } from '../json.ts';
import type { Rule } from './rule.ts';

const BROWSER_SAVES = 'test/recordings/browser-saves';

export const VARIABLE_DEFAULTS: JsonObject = {
  allFormat: '',
  allowCustomValue: true,
  auto: false,
  auto_count: 30,
  auto_min: '10s',
  description: '',
  hide: 0,
  includeAll: false,
  label: '',
  multi: false,
  regex: '',
  regexApplyTo: 'value',
  baseFilters: [],
  defaultKeys: [],
  filters: [],
  skipUrlSync: false,
  sort: 0,
  tagValuesQuery: '',
  tagsQuery: '',
  useTags: false,
};
const NULLABLE = ['allValue', 'allFormat', 'description', 'label', 'error', 'definition', 'regex'];

/** In the query of a variable: the text, and what the editor of Prometheus takes from it. */
const OF_QUERY_EDITOR = [
  'exprType',
  'label',
  'labelFilters',
  'match',
  'metric',
  'qryType',
  'query',
  'refId',
  'seriesQuery',
  'varQuery',
];

/** Variables whose list of options Grafana computes, from the query or from the workspace. */
const COMPUTED_OPTIONS = new Set([
  'query',
  'datasource',
  'custom',
  'interval',
  'textbox',
  'constant',
]);

export const VARIABLE_RULES: readonly Rule[] = [
  {
    name: 'variable-defaults',
    subject: 'variable',
    reason: '`hide: 0`, `multi: false`, `skipUrlSync: false` and their like go on a browser save',
    source: `${BROWSER_SAVES}/ui-todo-description.json`,
    apply: (variable) => {
      for (const key of NULLABLE) dropWhen(variable, key, null, '');
      dropDefaults(variable, VARIABLE_DEFAULTS);
      // A constant is never shown, whatever it says.
      if (variable['type'] === 'constant') delete variable['hide'];
      for (const key of ['id', 'index', 'global', 'rootStateKey', 'state']) delete variable[key];
    },
  },
  {
    name: 'variable-refresh',
    subject: 'variable',
    reason:
      'options are loaded when the dashboard opens unless the variable says otherwise; only those of a query are loaded at all',
    source:
      'Grafana 12.2: VariableRefresh.onDashboardLoad (1) is the default of a query variable, and written into others',
    apply: (variable) => {
      if ((stringAt(variable, 'type') ?? 'query') !== 'query') delete variable['refresh'];
      else dropWhen(variable, 'refresh', 1, 0, false, null);
    },
  },
  {
    name: 'interval-steps',
    subject: 'variable',
    reason:
      'the steps of an interval are written anew on a save: without blanks, quotes or repetitions',
    source: 'Grafana 12.2, getIntervalsFromQueryString and getIntervalsQueryFromNewIntervalModel',
    apply: (variable) => {
      const query = stringAt(variable, 'query');
      if (variable['type'] !== 'interval' || query === undefined) return;
      const steps = query.match(/(["'])(.*?)\1|\w+/g) ?? [];
      variable['query'] = [...new Set(steps.map((step) => step.replaceAll(/["']/g, '')))].join(',');
    },
  },
  {
    name: 'typed-value',
    subject: 'variable',
    reason:
      'a text box is saved with what stands in it as its query; a constant is its query, whatever is current',
    source: 'Grafana 12.2, createSceneVariableFromVariableModel and sceneVariablesSetToVariables',
    apply: (variable) => {
      if (variable['type'] === 'textbox')
        variable['query'] = currentValue(variable['current']) ?? variable['query'] ?? '';
      if (variable['type'] === 'textbox' || variable['type'] === 'constant')
        delete variable['current'];
    },
  },
  {
    name: 'variable-computed-options',
    subject: 'variable',
    reason: 'Grafana computes the options from the query and stores those of the last look',
    source: `${BROWSER_SAVES}/ui-sparse-json-time-range-and-variables.json`,
    apply: (variable) => {
      if (COMPUTED_OPTIONS.has(stringAt(variable, 'type') ?? 'query')) delete variable['options'];
    },
  },
  {
    name: 'variable-query-form',
    subject: 'variable',
    reason:
      'a Prometheus variable query is a text, or an object with that text; `definition` repeats it',
    source:
      'Grafana 9.4 to 12.2 write {query, refId}, {qryType, query, refId} or the text, depending on the editor used; 12 also what the editor took the text apart into',
    apply: (variable) => {
      const query = objectAt(variable, 'query');
      const text = query && stringAt(query, 'query');
      if (query && text !== undefined) {
        const rest = Object.keys(query).filter((key) => !OF_QUERY_EDITOR.includes(key));
        if (rest.length === 0) variable['query'] = text;
      }
      if (variable['definition'] === (text ?? variable['query'])) delete variable['definition'];
    },
  },
  {
    name: 'variable-current',
    subject: 'variable',
    reason:
      'the default value is a text or a list of one, with its label and flags beside; "All", or the first option, is what a variable without one starts with',
    source: `${BROWSER_SAVES}/ui-sparse-json-time-range-and-variables.json`,
    apply: (variable) => {
      const value = currentValue(variable['current']);
      if (value === undefined || value === initialValue(variable)) delete variable['current'];
      else variable['current'] = value;
    },
  },
];

/** The value of `current`, a list of one as its item; undefined for none. */
function currentValue(current: Json | undefined): Json | undefined {
  let value = isObject(current) ? current['value'] : current;
  if (Array.isArray(value) && value.length <= 1) value = value[0];
  return value === null || value === '' ? undefined : value;
}

/** What a variable starts with when its `current` says nothing; undefined where that takes a query. */
function initialValue(variable: JsonObject): string | undefined {
  if (variable['includeAll'] === true) return '$__all';
  const query = stringAt(variable, 'query');
  switch (variable['type']) {
    case 'custom':
    case 'interval': {
      const first = query?.split(',')[0]?.trim();
      return first === undefined ? undefined : (first.split(/\s:\s/)[1]?.trim() ?? first);
    }
    default:
      return undefined;
  }
}
