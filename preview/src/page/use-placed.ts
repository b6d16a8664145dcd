import { useCallback, useMemo, useState } from 'react';
import type { Dashboard, Panel } from '../model/dashboard.ts';
import { placePanels, type Placed } from '../model/layout.ts';
import type { Variable } from '../model/variables.ts';
import { writeAddress } from './address.ts';
import { useShared } from './use-shared.ts';

/** Where panels stand, with rows that the reader opened and closed, and the one that is looked at alone (in the address). */
export function usePlaced(
  dashboard: Dashboard,
  variables: readonly Variable[] | undefined,
  viewPanel: string | undefined,
) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [viewed, setViewed] = useState(viewPanel);
  const placed = useShared(
    useMemo(
      () => (variables ? placePanels(dashboard.panels ?? [], variables, toggled) : []),
      [dashboard, variables, toggled],
    ),
  );
  const everyPanel = useMemo(
    () => (variables ? placePanels(openRows(dashboard), variables, new Set()) : []),
    [dashboard, variables],
  );
  const alone: Placed | undefined =
    viewed === undefined
      ? undefined
      : everyPanel.find((p) => p.key === viewed || p.key === `panel-${viewed}`);
  const view = useCallback((key: string | undefined): void => {
    writeAddress({ viewPanel: key });
    setViewed(key);
  }, []);
  const toggleRow = (key: string): void => setToggled(withToggled(toggled, key));
  return { placed, alone, view, toggleRow };
}

const withToggled = (keys: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** Panels of collapsed rows can be looked at alone, too. */
const openRows = (dashboard: Dashboard): Panel[] =>
  (dashboard.panels ?? [])
    .map((p) => (p.type === 'row' ? { ...p, collapsed: false } : p))
    .concat((dashboard.panels ?? []).flatMap((p) => (p.collapsed ? (p.panels ?? []) : [])));
