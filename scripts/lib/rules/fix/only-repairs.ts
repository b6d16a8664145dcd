import { isObject } from '../model/json.ts';
import { readDashboard } from '../model/read-dashboard.ts';
import type { Json, Resource } from '../../state/resource.ts';
import type { RawFinding } from '../raw-finding.ts';

/** What a repair may change: queries, and the id of the panel that it is about. */
const REPAIRED: ReadonlySet<string> = new Set(['expr', 'expression', 'query', 'definition', 'id']);

/** Two states of the content that differ in nothing but queries and the one id that a finding asks to be changed. */
export function changesOnlyRepairs(
  before: readonly Resource[],
  after: readonly Resource[],
  { uid, panelIndex, newId }: RawFinding,
): boolean {
  const wanted = before.map((resource) =>
    idsOf(resource).map((id, index) =>
      newId !== undefined && resource.uid === uid && index === panelIndex ? newId : id,
    ),
  );
  return (
    JSON.stringify(after.map(idsOf)) === JSON.stringify(wanted) &&
    JSON.stringify(after.map(withoutRepaired)) === JSON.stringify(before.map(withoutRepaired))
  );
}

/** Of every panel, in reading order. */
const idsOf = (resource: Resource): (number | null)[] =>
  resource.kind === 'dashboard'
    ? (readDashboard(resource.model)?.panels ?? []).map(({ id }) => id ?? null)
    : [];

const withoutRepaired = (resource: Resource): unknown =>
  'model' in resource ? { ...resource, model: stripped(resource.model) } : resource;

function stripped(value: Json): Json {
  if (Array.isArray(value)) return value.map(stripped);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, own]) => !REPAIRED.has(key) || isObject(own))
      .map(([key, own]) => [key, stripped(own)]),
  );
}
