import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

export const pageStyles = (theme: GrafanaTheme2) => ({
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
