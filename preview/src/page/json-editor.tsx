import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Drawer, Input, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { ApiError } from '../data/api.ts';
import type { Api } from '../model/api.ts';
import type { Dashboard } from '../model/dashboard.ts';

interface JsonEditorProps {
  readonly dashboard: Dashboard;
  /** The folder that the dashboard stays in: a save without it would move the dashboard to the root. */
  readonly folderUid: string | undefined;
  readonly api: Api;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** The dashboard's JSON; saving makes a version, as saving in Grafana does. */
export function JsonEditor({ dashboard, folderUid, api, onClose, onSaved }: JsonEditorProps) {
  const styles = useStyles2(editorStyles);
  const [opened] = useState(() => JSON.stringify(dashboard, undefined, 2));
  const [text, setText] = useState(opened);
  const [message, setMessage] = useState('');
  const [problem, setProblem] = useState<{ title: string; text: string }>();
  const [saving, setSaving] = useState(false);
  const [leaving, setLeaving] = useState(false);

  // Escape, and a click beside the drawer, close it as well: what was typed goes only when somebody says so.
  const close = (): void => {
    if (text === opened) onClose();
    else setLeaving(true);
  };

  const save = async (overwrite: boolean): Promise<void> => {
    let model: Dashboard;
    try {
      model = JSON.parse(text) as Dashboard;
    } catch (error) {
      return setProblem({ title: 'This is not JSON', text: (error as Error).message });
    }
    setSaving(true);
    try {
      await api.post('/api/dashboards/db', {
        dashboard: model,
        ...(folderUid && { folderUid }),
        message,
        overwrite,
      });
      onSaved();
    } catch (error) {
      const conflict = error instanceof ApiError && error.status === 412;
      setProblem({
        title: conflict ? 'Somebody saved the dashboard meanwhile' : 'The dashboard was not saved',
        text: (error as Error).message,
      });
    } finally {
      setSaving(false);
    }
  };
  return (
    <Drawer
      title="Edit JSON"
      subtitle={`${dashboard.title ?? ''}, version ${dashboard.version ?? '?'}`}
      onClose={close}
      size="lg"
    >
      <div className={styles.box}>
        {/* In a box of their own: an alert grows with what it stands in. */}
        <div>
          {problem && (
            <Alert severity="error" title={problem.title}>
              {problem.text}
            </Alert>
          )}
          {leaving && (
            <Alert
              severity="warning"
              title="What you typed is not saved"
              buttonContent="Discard it"
              onRemove={onClose}
            />
          )}
        </div>
        <textarea
          className={styles.text}
          aria-label="Dashboard JSON"
          spellCheck={false}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <Input
          aria-label="Message"
          placeholder="What is this change about?"
          maxLength={500}
          value={message}
          onChange={(e) => setMessage(e.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button disabled={saving} onClick={() => void save(false)}>
            Save
          </Button>
          {problem?.title.startsWith('Somebody') && (
            <Button variant="destructive" disabled={saving} onClick={() => void save(true)}>
              Save and overwrite
            </Button>
          )}
          <Button variant="secondary" onClick={close}>
            Cancel
          </Button>
        </div>
      </div>
    </Drawer>
  );
}

const editorStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), height: '100%' }),
  text: css({
    flex: 1,
    minHeight: 300,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: 12,
    background: theme.colors.background.canvas,
    color: theme.colors.text.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    padding: theme.spacing(1),
    resize: 'none',
  }),
  buttons: css({ display: 'flex', gap: theme.spacing(1) }),
});
