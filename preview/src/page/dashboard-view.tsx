import { Alert, useStyles2 } from '@grafana/ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Boot } from '../model/boot.ts';
import type { AnnotationQuery, Dashboard } from '../model/dashboard.ts';
import type { Placed } from '../model/layout.ts';
import { interpolationFor } from '../model/request.ts';
import { interpolate } from '../model/interpolate.ts';
import type { PageServices } from '../panels/panel-props.ts';
import type { Address } from './address.ts';
import { Controls } from './controls.tsx';
import { linkUrl } from './dashboard-links.ts';
import { Grid } from './grid.tsx';
import { Inspect } from './inspect.tsx';
import { JsonEditor } from './json-editor.tsx';
import { useKeyboard } from './keyboard.ts';
import { PageHeader } from './page-header.tsx';
import { pageStyles } from './page-styles.ts';
import { PanelFrame, type Inspected } from './panel-frame.tsx';
import { useAnnotations } from './use-annotations.ts';
import { useDrawn } from './use-drawn.ts';
import { usePageWidth } from './use-page-width.ts';
import { usePlaced } from './use-placed.ts';
import { useTime } from './use-time.ts';
import { useVariables } from './use-variables.ts';

/** A dashboard as it was read. */
export interface Loaded {
  readonly dashboard: Dashboard;
  readonly folderUid: string | undefined;
}

interface ViewProps extends Loaded {
  readonly boot: Boot;
  readonly api: PageServices['api'];
  readonly address: Address;
  readonly onTheme: () => void;
  readonly onSaved: () => void;
}

/** A dashboard with its controls and panels, or one panel alone. */
export function DashboardView(props: ViewProps) {
  const { dashboard, folderUid, boot, api, address, onTheme, onSaved } = props;
  const styles = useStyles2(pageStyles);
  const { raw, now, range, timeZone, refresh, asking, changeRange, changeRefresh, askAgain } =
    useTime(dashboard, boot, address);
  const { variables, errors, select } = useVariables(dashboard, range, api, address.variables);
  const [inspected, inspect] = useState<Inspected>();
  const [editing, edit] = useState(false);
  const [switched, setSwitched] = useState<Readonly<Record<string, boolean>>>({});
  const enabled = useCallback(
    (query: AnnotationQuery) => switched[query.name] ?? query.enable !== false,
    [switched],
  );
  const marks = useAnnotations(dashboard, range, api, enabled, asking, variables);
  const width = usePageWidth();

  // Not the dashboard itself: an edit of one panel would draw all others anew.
  const { title = '', uid = '', timezone = '', graphTooltip = 0 } = dashboard;
  const about = useMemo(() => ({ title, uid, timezone }), [title, uid, timezone]);
  const page = useMemo(
    (): PageServices | undefined =>
      variables && {
        api,
        dashboard: about,
        variables,
        raw,
        now,
        sync: graphTooltip,
        zoom: (from, to) => changeRange(String(Math.round(from)), String(Math.round(to))),
        classicTable: address.classicTable,
      },
    [api, about, graphTooltip, variables, raw, now, changeRange, address.classicTable],
  );
  const { placed, alone, view, toggleRow } = usePlaced(dashboard, variables, address.viewPanel);
  useKeyboard({
    placed: placed.filter((p) => !p.row),
    viewed: alone?.key,
    onView: view,
    onRefresh: askAgain,
    onTheme,
    // The editor closes itself: it may hold an edit.
    onClose: () => (inspected ? inspect(undefined) : editing ? undefined : view(undefined)),
  });
  const onDrawn = useDrawn(
    alone ? [alone] : placed,
    variables !== undefined,
    address.eager || address.solo,
  );
  useEffect(() => {
    document.title = `${dashboard.title ?? ''} - preview`;
  }, [dashboard.title]);

  const titleOf = (item: Placed): string =>
    page
      ? interpolate(
          item.panel.title ?? '',
          interpolationFor({ dashboard: page.dashboard, variables: page.variables, scope: item.scope, range }),
          'text',
        )
      : '';
  const problems = [...errors, ...marks.errors];
  const frame = (item: Placed, width: number, height: number) =>
    page && (
      <PanelFrame
        placed={item}
        width={width}
        height={height}
        range={range}
        timeZone={timeZone}
        annotations={marks.annotations}
        page={page}
        asking={asking}
        onInspect={inspect}
        onView={view}
        onDrawn={onDrawn}
        viewed={alone !== undefined}
      />
    );
  return (
    <main className={address.solo ? styles.solo : styles.page}>
      {!address.kiosk && !address.solo && (
        <PageHeader
          title={dashboard.title}
          boot={boot}
          onIncident={askAgain}
          onEdit={() => edit(true)}
          onTheme={onTheme}
        />
      )}
      {variables && !address.solo && (
        <Controls
          dashboard={dashboard}
          variables={variables}
          range={range}
          raw={raw}
          timeZone={timeZone}
          refresh={refresh}
          api={api}
          enabled={enabled}
          onAnnotations={(name, on) => setSwitched({ ...switched, [name]: on })}
          onVariable={select}
          onRange={changeRange}
          onRefresh={askAgain}
          onRefreshInterval={changeRefresh}
          linkUrl={(url, link) => linkUrl(url, link, { dashboard, variables, range, raw })}
        />
      )}
      {boot.kind === 'server' && boot.notice && <Alert severity="info" title={boot.notice} />}
      {problems.map((text) => (
        <Alert key={text} severity="warning" title={text} />
      ))}
      {alone ? (
        <div data-alone>
          {frame(
            alone,
            address.solo ? document.documentElement.clientWidth : width,
            address.solo
              ? document.documentElement.clientHeight
              : Math.max(240, document.documentElement.clientHeight - 90),
          )}
        </div>
      ) : (
        variables && (
          <Grid
            placed={placed}
            width={width}
            eager={address.eager}
            rowTitle={titleOf}
            onToggleRow={toggleRow}
          >
            {frame}
          </Grid>
        )
      )}
      {inspected && <Inspect inspected={inspected} onClose={() => inspect(undefined)} />}
      {editing && (
        <JsonEditor
          dashboard={dashboard}
          folderUid={folderUid}
          api={api}
          onClose={() => edit(false)}
          onSaved={() => {
            edit(false);
            onSaved();
          }}
        />
      )}
    </main>
  );
}
