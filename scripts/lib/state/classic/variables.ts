import type { Json, JsonObject } from '../resource.ts';
import { objectAt, stringAt } from '../json.ts';

/** Words of schema v2 for what the classic model numbers. */
const HIDE = ['dontHide', 'hideLabel', 'hideVariable', 'inControlsMenu'];
const REFRESH = ['never', 'onDashboardLoad', 'onTimeRangeChanged'];
const SORT = [
  'disabled',
  'alphabeticalAsc',
  'alphabeticalDesc',
  'numericalAsc',
  'numericalDesc',
  'alphabeticalCaseInsensitiveAsc',
  'alphabeticalCaseInsensitiveDesc',
  'naturalAsc',
  'naturalDesc',
];
const TYPES: Readonly<Record<string, string>> = {
  QueryVariable: 'query',
  TextVariable: 'textbox',
  ConstantVariable: 'constant',
  DatasourceVariable: 'datasource',
  IntervalVariable: 'interval',
  CustomVariable: 'custom',
  GroupByVariable: 'groupby',
  AdhocVariable: 'adhoc',
  SwitchVariable: 'switch',
};

const numbered = (value: Json | undefined, words: readonly string[]): Json | undefined =>
  typeof value === 'string' && words.includes(value) ? words.indexOf(value) : value;

/** A reference to a data source as the classic model has it, from a query of v2 (`group`, `datasource.name`) or its betas (`datasource.uid`). */
export function referenceOf(query: JsonObject): JsonObject | undefined {
  const source = objectAt(query, 'datasource') ?? {};
  const uid = stringAt(source, 'name') ?? stringAt(source, 'uid');
  const type = stringAt(query, 'group') ?? stringAt(source, 'type');
  if (uid === undefined && (type === undefined || type === '')) return undefined;
  return { ...(type !== undefined && { type }), ...(uid !== undefined && { uid }) };
}

/** A variable of schema v2 in the classic form; undefined for a kind that the classic form does not have. */
export function classicVariable(variable: JsonObject): JsonObject | undefined {
  const type = TYPES[stringAt(variable, 'kind') ?? ''];
  const spec = objectAt(variable, 'spec');
  if (type === undefined || !spec) return undefined;
  const { origin: _, pluginId, ...rest } = spec;
  const classic: JsonObject = { ...rest, type };
  for (const [key, words] of [
    ['hide', HIDE],
    ['refresh', REFRESH],
    ['sort', SORT],
  ] as const) {
    const value = numbered(spec[key], words);
    if (value !== undefined) classic[key] = value;
  }
  if (pluginId !== undefined) classic['query'] = pluginId;
  const query = objectAt(spec, 'query');
  if (type === 'query' && query) {
    const asked = objectAt(query, 'spec') ?? {};
    const reference = referenceOf(query) ?? objectAt(spec, 'datasource');
    classic['query'] = asked['__legacyStringValue'] ?? asked;
    if (reference) classic['datasource'] = reference;
  }
  return classic;
}
