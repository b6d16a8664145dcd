import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Field, Input, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

const KEY = 'preview-authorization';

/** The sign-in of this browser tab; it ends when the tab is closed. */
export const authorization = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined;

/** A fresh Grafana's form: user and password, admin and admin unless changed. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const styles = useStyles2(formStyles);
  const [user, setUser] = useState('admin');
  const [password, setPassword] = useState('admin');
  const [problem, setProblem] = useState('');
  const submit = async (): Promise<void> => {
    const header = `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;
    const response = await fetch('/api/org', { headers: { authorization: header } });
    if (!response.ok)
      return setProblem(
        response.status === 401
          ? 'Invalid username or password'
          : `The workspace answered ${response.status}`,
      );
    sessionStorage.setItem(KEY, header);
    onSignedIn();
  };
  return (
    <main className={styles.page}>
      <form
        className={styles.form}
        onSubmit={(e) => {
          e.preventDefault();
          submit().catch((error: Error) => setProblem(error.message));
        }}
      >
        <h1 className={styles.heading}>Welcome to the local workspace</h1>
        {problem && <Alert severity="error" title={problem} />}
        <Field label="Username" noMargin>
          <Input
            id="user"
            autoComplete="username"
            value={user}
            onChange={(e) => setUser(e.currentTarget.value)}
          />
        </Field>
        <Field label="Password" noMargin>
          <Input
            id="password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(e) => setPassword(e.currentTarget.value)}
          />
        </Field>
        <Button type="submit">Log in</Button>
      </form>
    </main>
  );
}

const formStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'grid',
    placeItems: 'center',
    minHeight: '100vh',
    padding: theme.spacing(2),
  }),
  form: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    width: 360,
    maxWidth: '100%',
    padding: theme.spacing(4),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
  }),
  heading: css({ ...theme.typography.h3, margin: 0 }),
});
