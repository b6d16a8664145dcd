import { css } from '@emotion/css';
import { createTheme, ThemeContext, type GrafanaTheme2 } from '@grafana/data';
import { Alert, GlobalStyles, IconButton, PortalContainer, Select, useStyles2 } from '@grafana/ui';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { readAnnotations, type Annotation } from '../model/annotation.ts';
import type { Boot } from '../model/boot.ts';
import { ApiError, recordedApi, serverApi } from '../data/api.ts';
import { readVariables } from '../model/read-variables.ts';
import type { AnnotationQuery, Dashboard } from '../model/dashboard.ts';
import { placePanels, type Placed } from '../model/layout.ts';
import { interpolationFor } from '../model/request.ts';
import { sharedWith } from '../model/shared.ts';
import { durationMs, rangeAt } from '../model/time.ts';
import { interpolate, listOf, type Selected, type Variable } from '../model/variables.ts';
import type { PageServices } from '../panels/panel-props.ts';
import { useAccessibleNames } from './accessible-names.ts';
import { readAddress, writeAddress } from './address.ts';
import { BuildErrorOverlay } from './build-error.tsx';
import { Controls } from './controls.tsx';
import { Grid } from './grid.tsx';
import { Home } from './home.tsx';
import { Inspect } from './inspect.tsx';
import { JsonEditor } from './json-editor.tsx';
import { useKeyboard } from './keyboard.ts';
import type { BuildError } from '../model/live-event.ts';
import { useLiveEvents } from './live.ts';
import { PanelFrame, type Inspected } from './panel-frame.tsx';
import { authorization, SignIn } from './sign-in.tsx';

interface Loaded {
  readonly dashboard: Dashboard;
  readonly folderUid: string | undefined;
}

/** The whole page: one dashboard, from a server or from a recording. */
export function App({ boot }: { boot: Boot }) {
  const address = useMemo(() => readAddress(location.search), []);
  useAccessibleNames();
  const [mode, setMode] = useState<'light' | 'dark'>(address.theme ?? 'dark');
  const theme = useMemo(() => themeOf(mode), [mode]);
  const toggleTheme = (): void => {
    const next = mode === 'dark' ? 'light' : 'dark';
    writeAddress({ theme: next });
    setMode(next);
  };
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <Grafana12Styles />
      <DashboardPage boot={boot} onTheme={toggleTheme} />
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

/** Grafana 12's colours: the second of its palette is yellow, that of @grafana/ui 13 is darker. */
function themeOf(mode: 'light' | 'dark'): GrafanaTheme2 {
  const theme = createTheme({ colors: { mode } });
  const palette = theme.visualization.palette.map((name, i) => (i === 1 ? 'yellow' : name));
  return { ...theme, visualization: { ...theme.visualization, palette } };
}

/** Panel frames of @grafana/ui 13 as Grafana 12 draws them: what AMG offers. */
function Grafana12Styles() {
  return <style>{GRAFANA_12}</style>;
}

const GRAFANA_12 = [
  '[data-testid="data-testid header-container"]>*{position:relative;left:-4px;top:-4px}',
  '[data-testid^="data-testid Panel header"]{border-radius:2px!important}',
].join('\n');

function DashboardPage({ boot, onTheme }: { boot: Boot; onTheme: () => void }) {
  const styles = useStyles2(pageStyles);
  const address = useMemo(() => readAddress(location.search), []);
  const api = useMemo(
    () => (boot.kind === 'recorded' ? recordedApi(boot.recording) : serverApi(authorization)),
    [boot],
  );
  const [loaded, setLoaded] = useState<Loaded | undefined>(
    boot.kind === 'recorded' ? { dashboard: boot.dashboard, folderUid: undefined } : undefined,
  );
  const [failure, setFailure] = useState<ApiError | Error>();
  const [buildErrors, setBuildErrors] = useState<readonly BuildError[]>([]);

  const load = useCallback(async (): Promise<void> => {
    if (boot.kind === 'recorded') return;
    const uid = uidOfAddress();
    if (uid === '') return;
    try {
      const answer = (await api.get(`/api/dashboards/uid/${encodeURIComponent(uid)}`)) as {
        dashboard: Dashboard;
        meta?: { folderUid?: string };
      };
      setLoaded((last) => ({
        dashboard: sharedWith(last?.dashboard, answer.dashboard),
        folderUid: answer.meta?.folderUid || undefined,
      }));
      setFailure(undefined);
    } catch (error) {
      setFailure(error as Error);
    }
  }, [api, boot]);
  useEffect(() => void load(), [load]);
  useLiveEvents(boot.kind === 'server' ? boot.events : undefined, (event) => {
    setBuildErrors(event.kind === 'failed' ? event.errors : []);
    if (event.kind === 'built') void load();
  });

  if (
    boot.kind === 'server' &&
    boot.signIn &&
    failure instanceof ApiError &&
    failure.status === 401
  )
    return <SignIn onSignedIn={() => void load()} />;
  if (boot.kind === 'server' && uidOfAddress() === '')
    return <Home api={api} signIn={boot.signIn} />;
  if (!loaded) {
    return (
      <main className={styles.page}>
        {failure && (
          <Alert
            severity="error"
            title={
              failure instanceof ApiError && failure.status === 404
                ? 'There is no such dashboard here'
                : 'The dashboard could not be read'
            }
          >
            {failure.message}
          </Alert>
        )}
        {buildErrors.length > 0 && (
          <BuildErrorOverlay errors={buildErrors} onClose={() => setBuildErrors([])} />
        )}
      </main>
    );
  }
  return (
    <>
      <DashboardView
        key={loaded.dashboard.uid ?? ''}
        {...loaded}
        boot={boot}
        api={api}
        address={address}
        onTheme={onTheme}
        onSaved={() => void load()}
      />
      {buildErrors.length > 0 && (
        <BuildErrorOverlay errors={buildErrors} onClose={() => setBuildErrors([])} />
      )}
    </>
  );
}

/** `/d/<uid>` and `/d/<uid>/<slug>`; empty elsewhere. */
const uidOfAddress = (): string =>
  decodeURIComponent(/\/d\/([^/]+)/.exec(location.pathname)?.[1] ?? '');

interface ViewProps extends Loaded {
  readonly boot: Boot;
  readonly api: PageServices['api'];
  readonly address: ReturnType<typeof readAddress>;
  readonly onTheme: () => void;
  readonly onSaved: () => void;
}

function DashboardView({ dashboard, folderUid, boot, api, address, onTheme, onSaved }: ViewProps) {
  const styles = useStyles2(pageStyles);
  const [raw, setRaw] = useState({
    from: address.from ?? dashboard.time?.from ?? 'now-6h',
    to: address.to ?? dashboard.time?.to ?? 'now',
  });
  const [asking, ask] = useState(0);
  const [refresh, setRefresh] = useState(
    address.refresh ?? (typeof dashboard.refresh === 'string' ? dashboard.refresh : ''),
  );
  const now = boot.kind === 'recorded' ? boot.now : Date.now();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- "now" is read anew at each refresh, not at each drawing
  const range = useMemo(() => rangeAt(raw, now), [raw, asking]);
  const timeZone =
    dashboard.timezone && dashboard.timezone !== 'browser'
      ? dashboard.timezone
      : boot.kind === 'recorded'
        ? 'utc'
        : 'browser';
  const { variables, errors, select } = useVariables(dashboard, range, api, address.variables);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [viewed, setViewed] = useState(address.viewPanel);
  const [inspected, inspect] = useState<Inspected>();
  const [editing, edit] = useState(false);
  const [switched, setSwitched] = useState<Readonly<Record<string, boolean>>>({});
  const enabled = useCallback(
    (query: AnnotationQuery) => switched[query.name] ?? query.enable !== false,
    [switched],
  );
  const marks = useAnnotations(dashboard, range, api, enabled, asking, variables);
  const width = usePageWidth();

  const changeRange = useCallback((from: string, to: string): void => {
    writeAddress({ from, to });
    setRaw({ from, to });
  }, []);
  useEffect(() => {
    const ms = durationMs(refresh);
    if (!ms) return;
    const timer = setInterval(() => ask((n) => n + 1), ms);
    return () => clearInterval(timer);
  }, [refresh]);

  // Not the dashboard itself: an edit of one panel would draw all others anew.
  const { title = '', uid = '', timezone = '', graphTooltip = 0 } = dashboard;
  const about = useMemo(() => ({ title, uid, timezone }), [title, uid, timezone]);
  const page = useMemo(
    (): PageServices | undefined =>
      variables && {
        api,
        dashboard: about,
        variables,
        sync: graphTooltip,
        zoom: (from, to) => changeRange(String(Math.round(from)), String(Math.round(to))),
        classicTable: address.classicTable,
      },
    [api, about, graphTooltip, variables, changeRange, address.classicTable],
  );
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
  const alone =
    viewed === undefined
      ? undefined
      : everyPanel.find((p) => p.key === viewed || p.key === `panel-${viewed}`);
  const view = useCallback((key: string | undefined): void => {
    writeAddress({ viewPanel: key });
    setViewed(key);
  }, []);
  useKeyboard({
    placed: placed.filter((p) => !p.row),
    viewed: alone?.key,
    onView: view,
    onRefresh: () => ask((n) => n + 1),
    onTheme,
    onClose: () => (inspected ? inspect(undefined) : editing ? edit(false) : view(undefined)),
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
        <header className={styles.header}>
          <h1 className={styles.title}>{dashboard.title}</h1>
          <IncidentChooser boot={boot} onChosen={() => ask((n) => n + 1)} />
          {boot.kind === 'server' && boot.signIn && (
            <IconButton
              name="brackets-curly"
              size="lg"
              tooltip="Edit JSON"
              aria-label="Edit JSON"
              onClick={() => edit(true)}
            />
          )}
          <IconButton
            name="adjust-circle"
            size="lg"
            tooltip="Light or dark"
            aria-label="Light or dark"
            onClick={onTheme}
          />
        </header>
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
          onRefresh={() => ask((n) => n + 1)}
          onRefreshInterval={(interval) => {
            writeAddress({ refresh: interval || undefined });
            setRefresh(interval);
          }}
          linkUrl={(link) => linkUrl(link.url ?? '', link, variables, range)}
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
            onToggleRow={(key) => setToggled(withToggled(toggled, key))}
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

function IncidentChooser({ boot, onChosen }: { boot: Boot; onChosen: () => void }) {
  const [chosen, choose] = useState(boot.kind === 'server' ? (boot.incident ?? '') : '');
  if (boot.kind !== 'server' || !boot.incidents?.length) return null;
  const options = [
    { label: 'Healthy', value: '' },
    ...boot.incidents.map((name) => ({ label: name, value: name })),
  ];
  return (
    <Select
      aria-label="Incident"
      width="auto"
      options={options}
      value={chosen}
      onChange={({ value = '' }) => {
        choose(value);
        fetch('/preview/incident', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ incident: value }),
        })
          .then(onChosen)
          .catch(() => undefined);
      }}
    />
  );
}

const withToggled = (keys: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** Panels of collapsed rows can be looked at alone, too. */
const openRows = (dashboard: Dashboard) =>
  (dashboard.panels ?? [])
    .map((p) => (p.type === 'row' ? { ...p, collapsed: false } : p))
    .concat((dashboard.panels ?? []).flatMap((p) => (p.collapsed ? (p.panels ?? []) : [])));

function linkUrl(
  url: string,
  link: { includeVars?: boolean; keepTime?: boolean },
  variables: readonly Variable[],
  range: { from: number; to: number },
): string {
  const extra = [
    ...(link.keepTime ? [`from=${range.from}`, `to=${range.to}`] : []),
    ...(link.includeVars
      ? variables.flatMap((v) =>
          listOf(v.selected.value).map(
            (value) => `var-${v.model.name}=${encodeURIComponent(value)}`,
          ),
        )
      : []),
  ].join('&');
  const filled = interpolate(url, { variables });
  return extra ? `${filled}${filled.includes('?') ? '&' : '?'}${extra}` : filled;
}

function useVariables(
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
    readVariables(dashboard, range, api, chosen.current)
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

/** A list that is made anew, with the items of the last time where they are the same. */
function useShared<T>(fresh: T): T {
  const last = useRef(fresh);
  last.current = sharedWith(last.current, fresh);
  return last.current;
}

function useAnnotations(
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

function usePageWidth(): number {
  const measure = (): number => Math.max(200, document.documentElement.clientWidth - 32);
  const [width, set] = useState(measure);
  useEffect(() => {
    const update = (): void => set(measure());
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  }, []);
  return width;
}

/** Marks the page (`body[data-ready]`) once every panel has been drawn: what a picture waits for. */
function useDrawn(
  placed: readonly Placed[],
  known: boolean,
  eager: boolean,
): (key: string) => void {
  const drawn = useRef(new Set<string>());
  const wanted = useRef<readonly string[]>([]);
  wanted.current = placed.filter((p) => !p.row).map((p) => p.key);
  const check = useCallback((): void => {
    if (!wanted.current.every((key) => drawn.current.has(key))) return;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.body.dataset['ready'] = '1';
        document.body.dataset['readyAfter'] = String(Math.round(performance.now()));
      }),
    );
  }, []);
  useEffect(() => {
    if (known && (eager || wanted.current.length === 0)) check();
  }, [known, placed, eager, check]);
  return useCallback(
    (key: string) => {
      drawn.current.add(key);
      check();
    },
    [check],
  );
}

const pageStyles = (theme: GrafanaTheme2) => ({
  page: css({
    padding: 16,
    minHeight: '100vh',
    background: theme.colors.background.canvas,
    '@media print': { padding: 0 },
  }),
  solo: css({ background: theme.colors.background.canvas }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    paddingBottom: theme.spacing(2),
  }),
  title: css({ ...theme.typography.h4, margin: 0, flex: 1, overflowWrap: 'anywhere' }),
});
