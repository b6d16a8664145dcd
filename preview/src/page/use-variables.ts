import { useCallback, useEffect, useRef, useState } from 'react';
import type { Dashboard } from '../model/dashboard.ts';
import { readVariables } from '../model/read-variables.ts';
import { listOf, type Selected, type Variable } from '../model/variables.ts';
import type { PageServices } from '../panels/panel-props.ts';
import { writeAddress } from './address.ts';

/** The dashboard's variables with their choices; what is chosen stands in the address. */
export function useVariables(
  dashboard: Dashboard,
  range: { from: number; to: number },
  api: PageServices['api'],
  asked: Readonly<Record<string, readonly string[]>>,
) {
  const [state, set] = useState<{ variables: readonly Variable[]; errors: readonly string[] }>();
  const chosen = useRef<Record<string, readonly string[]>>({ ...asked });
  const [round, again] = useState(0);
  const models = JSON.stringify(dashboard.templating?.list ?? []);
  const refreshes = (dashboard.templating?.list ?? []).some((v) => v.refresh === 2);
  useEffect(() => {
    let current = true;
    // What the address asked for holds until the reader chooses.
    readVariables(dashboard, range, api, chosen.current, round === 0)
      .then((read) => current && set(read))
      .catch((error: Error) => current && set({ variables: [], errors: [error.message] }));
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only variables that refresh with the time range are read anew when it changes
  }, [models, api, round, refreshes ? range : undefined]);
  const select = useCallback((name: string, selected: Selected): void => {
    chosen.current = { ...chosen.current, [name]: listOf(selected.value) };
    writeAddress({ [`var-${name}`]: listOf(selected.value) });
    again((n) => n + 1);
  }, []);
  return { variables: state?.variables, errors: state?.errors ?? [], select };
}
