import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** Pixels that the note takes of a panel. */
export const NOTE_HEIGHT = 20;

/** The line under a picture that lacks something: what, by the names in the dashboard's JSON. */
export function NotDrawn({ names }: { names: readonly string[] }) {
  const styles = useStyles2(noteStyles);
  const text = `Not drawn by this preview: ${names.join(', ')}`;
  return (
    <div className={styles.note} title={text} data-testid="not-drawn">
      {text}
    </div>
  );
}

const noteStyles = (theme: GrafanaTheme2) => ({
  note: css({
    height: NOTE_HEIGHT,
    lineHeight: `${NOTE_HEIGHT}px`,
    padding: theme.spacing(0, 1),
    fontSize: 11,
    color: theme.colors.warning.text,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
  }),
});
