import { useEffect, useState } from 'react';
import { readAnnotations, type Annotation } from '../model/annotation.ts';
import type { AnnotationQuery, Dashboard } from '../model/dashboard.ts';
import { sharedWith } from '../model/shared.ts';
import { interpolate } from '../model/interpolate.ts';
import type { Variable } from '../model/variables.ts';
import type { PageServices } from '../panels/panel-props.ts';

/** The annotations of the queries that are switched on; earlier ones stay while new ones are read. */
export function useAnnotations(
  dashboard: Dashboard,
  range: { from: number; to: number },
  api: PageServices['api'],
  enabled: (query: AnnotationQuery) => boolean,
  asking: number,
  variables: readonly Variable[] | undefined,
) {
  const [state, set] = useState<{ annotations: readonly Annotation[]; errors: readonly string[] }>({
    annotations: [],
    errors: [],
  });
  useEffect(() => {
    let current = true;
    if (!variables) return;
    const fill = (text: string, promql: boolean): string =>
      interpolate(text, { variables }, promql ? 'promql' : 'glob');
    readAnnotations(dashboard, range, enabled, api, fill)
      .then((read) => current && set((last) => sharedWith(last, read)))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [dashboard, range, api, enabled, asking, variables]);
  return state;
}
