import type { Json, JsonObject } from '../resource.ts';
import { isObject } from '../json.ts';
import type { Rule } from './rule.ts';

/** Older forms of the sources that Grafana itself provides. */
const BUILT_IN_UIDS: Record<string, string> = { grafana: '-- Grafana --' };

/**
 * A reference to a data source in one form, `{uid}`: a string becomes one, and the type goes, because the uid decides.
 * One without a uid keeps its type: "the default source of that type".
 */
export function normaliseReference(reference: Json | undefined): JsonObject | undefined {
  if (typeof reference === 'string') {
    return reference === '' || reference === 'default' ? undefined : { uid: uidOf(reference) };
  }
  if (!isObject(reference)) return undefined;
  const uid = reference['uid'];
  if (typeof uid === 'string' && uid !== '') {
    const { type: _, ...rest } = reference;
    return { ...rest, uid: uidOf(uid) };
  }
  const { uid: _, ...rest } = reference;
  return Object.keys(rest).length > 0 ? rest : undefined;
}

const uidOf = (uid: string): string => BUILT_IN_UIDS[uid] ?? uid;

/** Brings the property `datasource` of a panel, query, variable or annotation to one form. */
function apply(subject: JsonObject): void {
  if (!('datasource' in subject)) return;
  const reference = normaliseReference(subject['datasource']);
  if (reference) subject['datasource'] = reference;
  else delete subject['datasource'];
}

export const REFERENCE_RULES: readonly Rule[] = (
  ['panel', 'target', 'variable', 'annotation'] as const
).map((subject) => ({
  name: `${subject}-data-source-reference`,
  subject,
  reason:
    'a data source is named by its uid: "amp" and {type, uid: "amp"} are the same, and an upgrade to 12 turns the type prometheus into grafana-amazonprometheus-datasource under the same uid',
  source: 'Grafana 12.2 v1beta1 migration (recorded); AMG user guide, version differences',
  apply,
}));
