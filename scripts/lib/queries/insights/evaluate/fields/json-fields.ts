import { isList, type Json, type JsonMap } from '../values.ts';

/** "CloudWatch Logs Insights can extract a maximum of 200 log event fields from a JSON log." */
export const MOST_FIELDS = 200;

const owns = (map: JsonMap, key: string): boolean => Object.hasOwn(map, key);

/**
 * The discovered field of a name, such as `userIdentity.type` or `items.0.id`: "dot notation" over nested objects and the positions of
 * arrays. Only leaves are fields; a text that spells JSON is a leaf. A name that starts with @ has an @ more than the key.
 * Undefined when there is no such field, or when it is beyond the first 200.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html#CWL_AnalyzeLogData-discoverable-JSON-logs
 */
export function discoveredField(document: JsonMap, name: string): Json | undefined {
  const key = name.startsWith('@@') ? name.slice(1) : name;
  if (name.startsWith('@') && key === name) return undefined;
  const leaf = leafOf(document, key);
  if (leaf === undefined || leaf === null) return undefined;
  return mayExceed(document) && !discoveredFields(document).has(name) ? undefined : leaf;
}

/** Keys may contain dots themselves, so every way to split the name is tried, the whole first. */
function leafOf(value: Json, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!isList(value) && owns(value, name)) {
    const leaf = value[name];
    if (typeof leaf !== 'object') return leaf;
  }
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const found = leafOf(childOf(value, name.slice(0, dot)) ?? null, name.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return isList(value) && !isStructureLike(childOf(value, name)) ? childOf(value, name) : undefined;
}

const isStructureLike = (value: Json | undefined): boolean =>
  typeof value === 'object' && value !== null;

function childOf(value: readonly Json[] | JsonMap, key: string): Json | undefined {
  if (isList(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return owns(value, key) ? value[key] : undefined;
}

/** The names of an event's discovered fields, at most 200, in the order of the text. */
export function discoveredFields(document: JsonMap): ReadonlySet<string> {
  const names = new Set<string>();
  collect(document, '', names);
  return names;
}

function collect(value: Json, prefix: string, names: Set<string>): void {
  if (names.size >= MOST_FIELDS) return;
  if (typeof value !== 'object') names.add(prefix.startsWith('@') ? `@${prefix}` : prefix);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value))
    collect(child, prefix === '' ? key : `${prefix}.${key}`, names);
}

/** Cheap no for the usual small document: counts leaves only until there are too many. */
function mayExceed(document: JsonMap): boolean {
  let left = MOST_FIELDS;
  const visit = (value: Json): boolean => {
    if (typeof value !== 'object' || value === null) return --left < 0;
    return Object.values(value as JsonMap).some((child) => visit(child));
  };
  return visit(document);
}
