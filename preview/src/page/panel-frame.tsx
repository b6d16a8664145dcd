import {
  LoadingState,
  type DataFrame,
  type InterpolateFunction,
  type TimeRange,
} from '@grafana/data';
import {
  ErrorBoundary,
  Menu,
  PanelChrome,
  PanelContextProvider,
  SeriesVisibilityChangeMode,
  useTheme2,
  type PanelContext,
} from '@grafana/ui';
import { EventBusSrv, dateTime } from '@grafana/data';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Annotation } from '../model/annotation.ts';
import { framesOf, type PanelData } from '../data/frames.ts';
import type { QueryAnswers } from '../model/api.ts';
import type { FieldConfigModel, Panel } from '../model/dashboard.ts';
import type { Placed } from '../model/layout.ts';
import { interpolationFor, panelRange, requestOf, type QueryRequest } from '../model/request.ts';
import type { Range } from '../model/time.ts';
import { interpolate } from '../model/variables.ts';
import { PANELS, WITHOUT_DATA } from '../panels/index.ts';
import type { PageServices } from '../panels/panel-props.ts';
import { UnknownPanel } from '../panels/unknown.tsx';
import { Empty } from '../panels/empty.tsx';

export interface Inspected {
  readonly panel: Panel;
  readonly title: string;
  readonly request: QueryRequest | undefined;
  readonly data: PanelData | undefined;
  readonly answers: QueryAnswers | undefined;
}

interface PanelFrameProps {
  readonly placed: Placed;
  readonly width: number;
  readonly height: number;
  readonly range: Range;
  readonly timeZone: string;
  readonly annotations: readonly Annotation[];
  readonly page: PageServices;
  /** Counts refreshes: each asks again. */
  readonly asking: number;
  readonly onInspect: (inspected: Inspected) => void;
  readonly onView: () => void;
  readonly onDrawn: (key: string) => void;
  readonly viewed: boolean;
}

/** A panel with its title, menu and data; its answers are kept while new ones are on their way. */
export function PanelFrame(props: PanelFrameProps) {
  const { placed, width, height, page, timeZone } = props;
  const { panel, scope } = placed;
  const theme = useTheme2();
  const range = useMemo(() => panelRange(panel, props.range), [panel, props.range]);
  const context = useMemo(
    () => ({ dashboard: page.dashboard, variables: page.variables, scope, range }),
    [page.dashboard, page.variables, scope, range],
  );
  const replace = useMemo((): InterpolateFunction => {
    const interpolation = interpolationFor(context);
    return (text, scoped) => {
      const own = Object.fromEntries(
        Object.entries(scoped ?? {}).flatMap(([k, v]) =>
          v && typeof v.value === 'string' ? [[k, v.value]] : [],
        ),
      );
      return interpolate(
        text ?? '',
        { ...interpolation, builtins: { ...interpolation.builtins, ...own } },
        'text',
      );
    };
  }, [context]);
  const title = replace(panel.title ?? '');
  const request = useMemo(
    () =>
      WITHOUT_DATA.has(panel.type)
        ? undefined
        : requestOf(panel, { ...context, range: props.range, width }),
    [panel, context, props.range, width],
  );
  const { answers, failure, loading } = useAnswers(request, page, props.asking);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shownPanel = useMemo(() => withHidden(panel, hidden), [panel, hidden]);
  const data = usePanelData(shownPanel, answers, { theme, timeZone, replace });
  const panelContext = usePanelContext(page, placed.key, data?.raw, hidden, setHidden);
  const errors = [...(failure ? [failure] : []), ...(data?.errors ?? [])];
  const Draw = PANELS[panel.type] ?? UnknownPanel;
  const timeRange = useMemo(
    (): TimeRange => ({
      from: dateTime(range.from),
      to: dateTime(range.to),
      raw: { from: dateTime(range.from), to: dateTime(range.to) },
    }),
    [range],
  );
  const ready = request === undefined || (data !== undefined && !loading) || failure !== undefined;
  useEffect(() => {
    if (ready) props.onDrawn(placed.key);
  }, [ready, data]);
  const annotations = useMemo(
    () => props.annotations.filter((a) => a.panelId === 0 || a.panelId === panel.id),
    [props.annotations, panel.id],
  );
  const links = (panel.links ?? []).map((link) => ({
    title: replace(link.title ?? ''),
    url: replace(link.url ?? ''),
    blank: link.targetBlank === true,
  }));
  const menu = (
    <Menu>
      <Menu.Item
        label={props.viewed ? 'Back to the dashboard' : 'View'}
        icon="eye"
        onClick={props.onView}
      />
      <Menu.Item
        label="Inspect"
        icon="info-circle"
        onClick={() => props.onInspect({ panel, title, request, data, answers })}
      />
      {links.map((link) => (
        <Menu.Item
          key={link.url}
          label={link.title}
          icon="link"
          url={link.url}
          target={link.blank ? '_blank' : '_self'}
        />
      ))}
    </Menu>
  );
  const shift = [
    panel.timeFrom && !panel.hideTimeOverride ? `Last ${panel.timeFrom}` : '',
    panel.timeShift && !panel.hideTimeOverride ? `timeshift -${panel.timeShift}` : '',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <PanelContextProvider value={panelContext}>
      <section
        data-panel-key={placed.key}
        data-panel-id={panel.id}
        aria-label={title || `Panel ${panel.id}`}
        style={{ width, height }}
      >
        <PanelChrome
          title={title}
          {...(panel.description && { description: replace(panel.description) })}
          width={width}
          height={height}
          displayMode={panel.transparent ? 'transparent' : 'default'}
          padding={panel.type === 'stat' ? 'none' : 'md'}
          loadingState={loading ? LoadingState.Loading : LoadingState.Done}
          {...(errors.length > 0 && { statusMessage: errors.join('\n') })}
          statusMessageOnClick={() => props.onInspect({ panel, title, request, data, answers })}
          {...(shift && {
            titleItems: (
              <span style={{ color: theme.colors.text.secondary, fontSize: 12 }}>{shift}</span>
            ),
          })}
          menu={menu}
          hoverHeader={title === '' && !shift}
        >
          {(innerWidth, innerHeight) => (
            <ErrorBoundary dependencies={[data, panel]}>
              {({ error }) => {
                if (error)
                  return <Empty text={`This preview failed to draw the panel: ${error.message}`} />;
                if (errors.length > 0 && (data?.frames.length ?? 0) === 0)
                  return <Empty text={errors.join('\n')} />;
                if (request !== undefined && data === undefined) return null;
                return (
                  <Draw
                    panel={shownPanel}
                    frames={data?.frames ?? NO_FRAMES}
                    range={timeRange}
                    timeZone={timeZone}
                    width={innerWidth}
                    height={innerHeight}
                    replace={replace}
                    annotations={annotations}
                    page={page}
                  />
                );
              }}
            </ErrorBoundary>
          )}
        </PanelChrome>
      </section>
    </PanelContextProvider>
  );
}

const NO_FRAMES: DataFrame[] = [];

function useAnswers(
  request: QueryRequest | undefined,
  page: PageServices,
  asking: number,
): { answers: QueryAnswers | undefined; failure: string | undefined; loading: boolean } {
  const [state, set] = useState<{ answers?: QueryAnswers; failure?: string; loading: boolean }>({
    loading: request !== undefined,
  });
  const text = request === undefined ? '' : JSON.stringify(request);
  useEffect(() => {
    if (!request) return set({ answers: {}, loading: false });
    const abort = new AbortController();
    set((last) => ({ ...last, loading: true }));
    page.api
      .query(request, abort.signal)
      .then((answers) => !abort.signal.aborted && set({ answers, loading: false }))
      .catch(
        (error: Error) => !abort.signal.aborted && set({ failure: error.message, loading: false }),
      );
    return () => abort.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text stands for the request
  }, [text, page.api, asking]);
  return { answers: state.answers, failure: state.failure, loading: state.loading };
}

function usePanelData(
  panel: Panel,
  answers: QueryAnswers | undefined,
  context: Parameters<typeof framesOf>[2],
): PanelData | undefined {
  const [data, set] = useState<PanelData>();
  const { theme, timeZone, replace } = context;
  useEffect(() => {
    if (!answers) return;
    let current = true;
    framesOf(panel, answers, { theme, timeZone, replace })
      .catch((error: Error): PanelData => ({ raw: [], frames: [], errors: [error.message] }))
      .then((made) => current && set(made))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [panel, answers, theme, timeZone, replace]);
  return data;
}

/** A click on a legend shows that series alone, with Ctrl it shows or hides it. */
function usePanelContext(
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
function withHidden(panel: Panel, hidden: ReadonlySet<string>): Panel {
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
    properties: [{ id: 'custom.hideFrom', value: { legend: false, tooltip: false, viz: true } }],
  };
  const config: FieldConfigModel = panel.fieldConfig ?? {};
  return {
    ...panel,
    fieldConfig: { ...config, overrides: [...(config.overrides ?? []), override] },
  };
}
