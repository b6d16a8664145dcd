import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { buildErrorText, type BuildError } from '../model/live-event.ts';

/** Why the content does not build, over the last good picture. */
export function BuildErrorOverlay({
  errors,
  onClose,
}: {
  errors: readonly BuildError[];
  onClose: () => void;
}) {
  const styles = useStyles2(overlayStyles);
  return (
    <div className={styles.box} role="alert">
      <IconButton name="times" aria-label="Close" className={styles.close} onClick={onClose} />
      {errors.map((error, i) => (
        <pre key={i} className={styles.text}>
          {buildErrorText(error)}
        </pre>
      ))}
      <div className={styles.hint}>
        The picture below is the last one that built. It redraws when you save.
      </div>
    </div>
  );
}

const overlayStyles = (theme: GrafanaTheme2) => ({
  box: css({
    position: 'fixed',
    left: 16,
    right: 16,
    bottom: 16,
    zIndex: theme.zIndex.modal,
    maxHeight: '50vh',
    overflow: 'auto',
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    border: `2px solid ${theme.colors.error.border}`,
    boxShadow: theme.shadows.z3,
  }),
  text: css({
    background: 'none',
    border: 0,
    margin: 0,
    padding: 0,
    whiteSpace: 'pre',
    fontSize: 13,
    color: theme.colors.text.primary,
  }),
  hint: css({ color: theme.colors.text.secondary, paddingTop: theme.spacing(1) }),
  close: css({ float: 'right' }),
});
