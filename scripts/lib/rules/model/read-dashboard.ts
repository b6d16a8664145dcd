import { readClassic } from './read-classic.ts';
import { readV2 } from './read-v2.ts';
import { isObject } from './json.ts';
import type { DashboardModel } from './model.ts';

/**
 * Reads any dashboard: the classic model, the one of rows before it, `{dashboard, meta}` as the API gives it, a Kubernetes
 * envelope `{apiVersion, spec}` with either of them or a v2 spec, an export with `__inputs`. undefined: this is no dashboard.
 */
export function readDashboard(json: unknown): DashboardModel | undefined {
  let inner = json;
  // An envelope in an envelope occurs (a file written from an API answer); more do not.
  for (let depth = 0; depth < 4 && isObject(inner); depth++) {
    if (isObject(inner['dashboard']) && !Array.isArray(inner['panels'])) inner = inner['dashboard'];
    else if (isObject(inner['spec']) && ('apiVersion' in inner || 'kind' in inner)) {
      const { spec, metadata } = inner;
      if (isObject(spec['elements'])) {
        const name = isObject(metadata) ? metadata['name'] : undefined;
        return readV2(spec, typeof name === 'string' ? name : '');
      }
      inner = spec;
    } else break;
  }
  if (!isObject(inner)) return undefined;
  if (isObject(inner['elements']) && isObject(inner['layout'])) return readV2(inner, '');
  const looksLikeDashboard =
    Array.isArray(inner['panels']) ||
    Array.isArray(inner['rows']) ||
    (typeof inner['title'] === 'string' && ('schemaVersion' in inner || 'templating' in inner));
  return looksLikeDashboard ? readClassic(inner) : undefined;
}
