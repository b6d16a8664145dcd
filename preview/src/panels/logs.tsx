import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useMemo, useState, type ReactNode } from 'react';
import { Empty } from './empty.tsx';
import { commonLabels, deduplicated, LEVEL_COLORS, logRows, type LogRow } from './log-rows.ts';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { noValue } from './stat.tsx';

const DEFAULTS = {
  showTime: false,
  showLabels: false,
  showCommonLabels: false,
  wrapLogMessage: false,
  prettifyLogMessage: false,
  enableLogDetails: true,
  dedupStrategy: 'none',
  sortOrder: 'Descending',
  fontSize: 'default',
};

/** Rows drawn at first and added with each press of the button: a hundred thousand lines would stop the page. */
const PAGE = 500;

/** Log lines. @grafana/ui has no logs panel: drawn here as Grafana draws it. */
export function LogsPanel(props: PanelProps) {
  const options = optionsOf(props.panel, DEFAULTS);
  const styles = useStyles2(logStyles);
  const [shown, show] = useState(PAGE);
  const all = useMemo(
    () => logRows(props.frames, options.sortOrder),
    [props.frames, options.sortOrder],
  );
  const rows = useMemo(
    () => deduplicated(all, options.dedupStrategy),
    [all, options.dedupStrategy],
  );
  const common = useMemo(() => commonLabels(all), [all]);
  if (rows.length === 0) return <Empty text={noValue(props)} />;
  const counted = options.dedupStrategy !== 'none';
  return (
    <div
      className={cx(styles.box, options.fontSize === 'small' && styles.small)}
      style={{ width: props.width, height: props.height }}
      tabIndex={0}
      role="region"
      aria-label={props.panel.title || 'Logs'}
    >
      {options.showCommonLabels && (
        <div className={styles.common}>
          <span>Common labels:</span>{' '}
          {Object.entries(common).map(([k, v]) => (
            <span key={k} className={styles.label}>{`${k}=${v}`}</span>
          ))}
        </div>
      )}
      <table className={styles.table}>
        <tbody>
          {rows.slice(0, shown).map((row, i) => (
            <Line
              key={i}
              row={row}
              options={options}
              counted={counted}
              common={common}
              timeZone={props.timeZone}
            />
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <button type="button" className={styles.more} onClick={() => show(shown + PAGE)}>
          {`${shown} of ${rows.length} lines are shown. Show ${Math.min(PAGE, rows.length - shown)} more`}
        </button>
      )}
    </div>
  );
}

interface LineProps {
  readonly row: LogRow;
  readonly options: typeof DEFAULTS;
  readonly counted: boolean;
  readonly common: Readonly<Record<string, string>>;
  readonly timeZone: string;
}

function Line({ row, options, counted, common, timeZone }: LineProps) {
  const styles = useStyles2(logStyles);
  const [open, toggle] = useState(false);
  const labels = Object.entries(row.labels).filter(([k]) => !(k in common));
  const details = Object.entries({ ...row.labels, ...row.fields });
  return (
    <>
      <tr
        className={styles.row}
        onClick={options.enableLogDetails ? () => toggle(!open) : undefined}
      >
        {counted && (
          <td className={styles.count}>{row.duplicates > 0 ? `${row.duplicates + 1}x` : ''}</td>
        )}
        <td
          className={styles.level}
          style={{ '--level': LEVEL_COLORS[row.level] } as never}
          title={row.level}
        />
        {options.enableLogDetails && (
          <td className={styles.toggle}>
            <Icon
              name={open ? 'angle-down' : 'angle-right'}
              aria-label={open ? 'Hide details' : 'Show details'}
            />
          </td>
        )}
        {options.showTime && (
          <td className={styles.time}>
            {dateTimeFormat(row.time, { timeZone, defaultWithMS: true })}
          </td>
        )}
        {options.showLabels && (
          <td className={styles.labels}>
            {labels.length === 0 ? (
              <span className={styles.none}>(no unique labels)</span>
            ) : (
              labels.map(([k, v]) => (
                <span key={k} className={styles.label} title={`${k}=${v}`}>{`${k}=${v}`}</span>
              ))
            )}
          </td>
        )}
        <td
          className={cx(styles.message, options.wrapLogMessage ? styles.wrapped : styles.oneLine)}
        >
          {coloured(textOf(row.body, options))}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <dl className={styles.details}>
              {details.map(([k, v]) => (
                <div key={k}>
                  <dt>{k}</dt>
                  <dd>{v}</dd>
                </div>
              ))}
            </dl>
          </td>
        </tr>
      )}
    </>
  );
}

function textOf(body: string, options: typeof DEFAULTS): string {
  if (options.prettifyLogMessage && /^\s*[[{]/.test(body)) {
    try {
      return JSON.stringify(JSON.parse(body), undefined, 2);
    } catch {
      // Not JSON after all: shown as it stands.
    }
  }
  return options.wrapLogMessage ? body : body.replace(/\r\n|\r|\n/g, '');
}

const ANSI = [
  '#000000',
  '#cd3131',
  '#0dbc79',
  '#e5e510',
  '#2472c8',
  '#ff00ff',
  '#11a8cd',
  '#e5e5e5',
];

/** A line with its terminal colours (`ESC[35m`) as text colours. */
function coloured(text: string): ReactNode {
  if (!text.includes('\u001b[')) return text;
  let style: { color?: string; fontWeight?: string } = {};
  return text.split(/(\u001b\[[\d;]*m)/).map((part, i) => {
    const code = /^\u001b\[([\d;]*)m$/.exec(part);
    if (!code)
      return part ? (
        <span key={i} style={style}>
          {part}
        </span>
      ) : null;
    for (const n of (code[1] || '0').split(';').map(Number)) {
      const color = ANSI[n - 30] ?? ANSI[n - 90];
      if (n === 0) style = {};
      else if (n === 1) style = { ...style, fontWeight: 'bold' };
      else if (color) style = { ...style, color };
    }
    return null;
  });
}

const logStyles = (theme: GrafanaTheme2) => ({
  box: css({
    overflow: 'auto',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  small: css({ fontSize: 10 }),
  common: css({ fontFamily: theme.typography.fontFamily, padding: '4px 8px 8px' }),
  table: css({ width: '100%', borderCollapse: 'collapse', marginTop: 1 }),
  row: css({
    cursor: 'pointer',
    verticalAlign: 'top',
    lineHeight: '18px',
    '& > td': { paddingTop: 0, paddingBottom: 3.2 },
    '&:hover': { background: theme.colors.background.secondary },
  }),
  count: css({ width: '4ch', textAlign: 'right', paddingRight: 4 }),
  level: css({
    width: 10,
    minWidth: 10,
    padding: '0 5px',
    position: 'relative',
    '&::after': {
      content: '""',
      position: 'absolute',
      top: 1,
      bottom: 2,
      left: 4,
      width: 3,
      background: 'var(--level)',
    },
  }),
  toggle: css({
    width: 13,
    minWidth: 13,
    maxWidth: 13,
    '& > *': { display: 'block', width: 13, marginLeft: -3, paddingTop: 3 },
    color: theme.colors.text.primary,
    svg: { width: 14, height: 14, verticalAlign: 'middle' },
  }),
  time: css({ whiteSpace: 'nowrap', width: 1, paddingRight: theme.spacing(1) }),
  labels: css({ width: 1, whiteSpace: 'nowrap', paddingRight: theme.spacing(1) }),
  label: css({
    display: 'inline-block',
    maxWidth: '20em',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    verticalAlign: 'bottom',
    background: theme.colors.background.secondary,
    borderRadius: 2,
    padding: '0 2px',
    marginRight: 4,
    fontSize: 10,
  }),
  none: css({ color: theme.colors.text.secondary }),
  message: css({ paddingRight: theme.spacing(1) }),
  wrapped: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
  oneLine: css({ whiteSpace: 'pre' }),
  details: css({
    margin: theme.spacing(0, 0, 1, 3),
    '& > div': { display: 'flex', gap: theme.spacing(2) },
    dt: { minWidth: 160, color: theme.colors.text.secondary },
    dd: { margin: 0, overflowWrap: 'anywhere' },
  }),
  more: css({
    position: 'sticky',
    left: 0,
    margin: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.primary,
    font: 'inherit',
  }),
});
