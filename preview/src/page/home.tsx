import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { ApiError } from '../data/api.ts';
import { safeUrl } from '../data/safe-url.ts';
import type { Api } from '../model/api.ts';
import { SignIn } from './sign-in.tsx';

interface Hit {
  readonly uid: string;
  readonly title: string;
  readonly url: string;
  readonly folderTitle?: string;
}

/** The dashboards of the workspace, for who comes without an address. */
export function Home({ api, signIn }: { api: Api; signIn: boolean }) {
  const styles = useStyles2(homeStyles);
  const [hits, set] = useState<readonly Hit[]>();
  const [failure, fail] = useState<Error>();
  const [round, again] = useState(0);
  useEffect(() => {
    fail(undefined);
    api
      .get('/api/search?type=dash-db&limit=1000')
      .then((found) => set(found as Hit[]))
      .catch((error: Error) => fail(error));
  }, [api, round]);
  if (signIn && failure instanceof ApiError && failure.status === 401)
    return <SignIn onSignedIn={() => again(round + 1)} />;
  return (
    <main className={styles.page}>
      <h1>Dashboards</h1>
      {failure && <Alert severity="error" title={failure.message} />}
      {hits?.length === 0 && <p>There are none yet: npm run publish</p>}
      <ul>
        {hits?.map((hit) => (
          <li key={hit.uid}>
            <a href={safeUrl(hit.url)}>{hit.title}</a> {hit.folderTitle && <span>{hit.folderTitle}</span>}
          </li>
        ))}
      </ul>
    </main>
  );
}

const homeStyles = (theme: GrafanaTheme2) => ({
  page: css({
    padding: theme.spacing(4),
    minHeight: '100vh',
    background: theme.colors.background.canvas,
    a: { color: theme.colors.text.link, fontSize: 16, lineHeight: 2 },
    span: { color: theme.colors.text.secondary, marginLeft: 8 },
    ul: { listStyle: 'none', padding: 0 },
  }),
});
