import { rulesOf } from '../../state/alert-group.ts';
import { panelsOf } from '../../state/normalise/index.ts';
import type { Resource } from '../../state/resource.ts';
import type { Change } from '../plan.ts';

/** What a resource is made of, for who sees it made; undefined of one that is nothing but itself. */
export function holdsOf(resource: Resource): Change['holds'] {
  if (resource.kind === 'alert-rule-group') return { rules: rulesOf(resource).length };
  if (resource.kind !== 'dashboard') return undefined;
  const all = panelsOf(resource.model);
  const rows = all.filter(({ type }) => type === 'row').length;
  return { ...(rows > 0 && { rows }), panels: all.length - rows };
}
