import { EventBusSrv, type DataFrame } from '@grafana/data';
import { SeriesVisibilityChangeMode, type PanelContext } from '@grafana/ui';
import { useMemo, useRef } from 'react';
import type { FieldConfigModel, Panel } from '../model/dashboard.ts';
import type { PageServices } from '../panels/panel-props.ts';
import { SWITCHED_OFF } from '../panels/switched-off.ts';

/** A click on a legend shows that series alone, with Ctrl it shows or hides it. */
export function usePanelContext(
  page: PageServices,
  key: string,
  raw: readonly DataFrame[] | undefined,
  hidden: ReadonlySet<string>,
  setHidden: (names: ReadonlySet<string>) => void,
): PanelContext {
  const bus = useRef(new EventBusSrv());
  return useMemo(
    () => ({
      eventBus: bus.current,
      eventsScope: key,
      sync: () => page.sync,
      onToggleSeriesVisibility: (label, mode) => {
        const names = [label].flat().filter((n): n is string => n !== null);
        const next = new Set(hidden);
        if (mode === SeriesVisibilityChangeMode.AppendToSelection)
          for (const n of names) next.has(`!${n}`) ? next.delete(`!${n}`) : next.add(`!${n}`);
        else if (
          names.length > 0 &&
          names.every((n) => hidden.has(n)) &&
          hidden.size === names.length
        )
          next.clear();
        else {
          next.clear();
          for (const n of names) next.add(n);
        }
        setHidden(next);
      },
    }),
    [page.sync, key, raw, hidden, setHidden],
  );
}

/** The panel with the override that Grafana makes when somebody picks series in the legend. */
export function withHidden(panel: Panel, hidden: ReadonlySet<string>): Panel {
  if (hidden.size === 0) return panel;
  const switched = [...hidden].filter((n) => n.startsWith('!')).map((n) => n.slice(1));
  const alone = [...hidden].filter((n) => !n.startsWith('!'));
  const names =
    alone.length > 0
      ? [
          ...alone.filter((n) => !switched.includes(n)),
          ...switched.filter((n) => !alone.includes(n)),
        ]
      : switched;
  const override = {
    matcher: {
      id: 'byNames',
      options: { mode: alone.length > 0 ? 'exclude' : 'include', names, readOnly: true },
    },
    properties: [{ id: 'custom.hideFrom', value: SWITCHED_OFF }],
  };
  const config: FieldConfigModel = panel.fieldConfig ?? {};
  return {
    ...panel,
    fieldConfig: { ...config, overrides: [...(config.overrides ?? []), override] },
  };
}
