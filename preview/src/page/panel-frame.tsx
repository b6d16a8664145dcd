import {
  dateTime,
  LoadingState,
  type DataFrame,
  type TimeRange,
} from '@grafana/data';
import { ErrorBoundary, PanelChrome, PanelContextProvider, useTheme2 } from '@grafana/ui';
import { memo, useEffect, useMemo, useState } from 'react';
import type { Annotation } from '../model/annotation.ts';
import { withFieldDefaults } from '../data/field-defaults.ts';
import { asNewerTable } from '../data/newer-table.ts';
import { safeUrl } from '../data/safe-url.ts';
import type { PanelData } from '../data/frames.ts';
import type { QueryAnswers } from '../model/api.ts';
import type { Panel } from '../model/dashboard.ts';
import type { Placed } from '../model/layout.ts';
import { interpolationFor, requestOf, type QueryRequest } from '../model/request.ts';
import { interpolate } from '../model/interpolate.ts';
import { panelTime } from '../model/panel-time.ts';
import type { Range } from '../model/time.ts';
import { PANELS, WITHOUT_DATA } from '../panels/index.ts';
import type { PageServices } from '../panels/panel-props.ts';
import { UnknownPanel } from '../panels/unknown.tsx';
import { Empty } from '../panels/empty.tsx';
import { notDrawn } from '../panels/known-options/index.ts';
import { NOTE_HEIGHT, NotDrawn } from './not-drawn.tsx';
import { useAnswers, usePanelData } from './panel-data.ts';
import { PanelMenu } from './panel-menu.tsx';
import { replaceFor } from './replace.ts';
import { TitleItems } from './title-items.tsx';
import { usePanelContext, withHidden } from './series-visibility.ts';

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
  /** Shows the panel with this key alone; all of them without one. */
  readonly onView: (key: string | undefined) => void;
  readonly onDrawn: (key: string) => void;
  readonly viewed: boolean;
}

/** A panel with its title, menu and data; its answers are kept while new ones are on their way. */
export const PanelFrame = memo(function PanelFrame(props: PanelFrameProps) {
  const { placed, width, height, page, timeZone } = props;
  const { scope } = placed;
  const panel = useMemo(
    () => withFieldDefaults(page.classicTable ? placed.panel : asNewerTable(placed.panel)),
    [placed.panel, page.classicTable],
  );
  const theme = useTheme2();
  const outer = useMemo(
    () => ({
      dashboard: page.dashboard,
      variables: page.variables,
      raw: page.raw,
      now: page.now,
      scope,
      range: props.range,
    }),
    [page.dashboard, page.variables, page.raw, page.now, scope, props.range],
  );
  const { range, info } = useMemo(
    () => panelTime(panel, outer, (text) => interpolate(text, interpolationFor(outer))),
    [panel, outer],
  );
  const context = useMemo(() => ({ ...outer, range }), [outer, range]);
  const request = useMemo(
    () =>
      WITHOUT_DATA.has(panel.type)
        ? undefined
        : requestOf(panel, { ...outer, width }),
    [panel, outer, width],
  );
  const intervalMs = request?.queries[0]?.['intervalMs'] as number | undefined;
  const replace = useMemo(
    () => replaceFor({ ...context, ...(intervalMs !== undefined && { intervalMs }) }),
    [context, intervalMs],
  );
  const title = replace(panel.title ?? '', undefined, 'text');
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
    url: safeUrl(replace(link.url ?? '')),
    blank: link.targetBlank === true,
  }));
  const inspect = (): void => props.onInspect({ panel, title, request, data, answers });
  const menu = (
    <PanelMenu
      links={links}
      viewed={props.viewed}
      onView={() => props.onView(props.viewed ? undefined : placed.key)}
      onInspect={inspect}
    />
  );
  const missing = useMemo(() => notDrawn(panel), [panel]);
  const shift = panel.hideTimeOverride ? '' : info;
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
          statusMessageOnClick={inspect}
          {...((shift || links.length > 0) && {
            titleItems: <TitleItems links={links} shift={shift} />,
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
                  <>
                    <Draw
                      panel={shownPanel}
                      frames={data?.frames ?? NO_FRAMES}
                      range={timeRange}
                      timeZone={timeZone}
                      width={innerWidth}
                      height={innerHeight - (missing.length > 0 ? NOTE_HEIGHT : 0)}
                      replace={replace}
                      annotations={annotations}
                      page={page}
                    />
                    {missing.length > 0 && <NotDrawn names={missing} />}
                  </>
                );
              }}
            </ErrorBoundary>
          )}
        </PanelChrome>
      </section>
    </PanelContextProvider>
  );
});

const NO_FRAMES: DataFrame[] = [];

