import { Alert, useStyles2 } from '@grafana/ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ApiError, recordedApi, serverApi } from '../data/api.ts';
import type { Boot } from '../model/boot.ts';
import type { Dashboard } from '../model/dashboard.ts';
import type { BuildError } from '../model/live-event.ts';
import { sharedWith } from '../model/shared.ts';
import { readAddress } from './address.ts';
import { BuildErrorOverlay } from './build-error.tsx';
import { DashboardView, type Loaded } from './dashboard-view.tsx';
import { Home } from './home.tsx';
import { useLiveEvents } from './live.ts';
import { pageStyles } from './page-styles.ts';
import { authorization, SignIn } from './sign-in.tsx';

/** Reads the dashboard of the address, and again whenever it was built anew. */
export function DashboardPage({ boot, onTheme }: { boot: Boot; onTheme: () => void }) {
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
