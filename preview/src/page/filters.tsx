import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { VariableModel } from '../model/dashboard.ts';

/** Ad hoc filters as they stand in the dashboard; this page has no way to change them. */
export function Filters({ filters }: { filters: NonNullable<VariableModel['filters']> }) {
  const styles = useStyles2(filterStyles);
  return (
    <div className={styles.box}>
      <Icon name="filter" size="lg" aria-hidden />
      {filters.map(({ key, operator, value }) => (
        <span key={`${key}${operator}${value}`} className={styles.pill}>
          {key} {operator} {value}
        </span>
      ))}
      <span className={styles.rest}>{filters.length === 0 ? 'No filters' : ''}</span>
    </div>
  );
}

const filterStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    minHeight: 32,
    padding: theme.spacing(0.5, 1),
    border: `1px solid ${theme.colors.border.medium}`,
    color: theme.colors.text.secondary,
    svg: { marginRight: theme.spacing(0.5) },
  }),
  pill: css({
    padding: theme.spacing(0.125, 1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.action.selected,
    color: theme.colors.text.primary,
    fontSize: 12,
    lineHeight: '18px',
    overflowWrap: 'anywhere',
  }),
  // Grafana keeps this much for the filter that one might add: what follows breaks into lines as there.
  rest: css({ minWidth: 240 }),
});
