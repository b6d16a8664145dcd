import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Empty } from '../empty.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { noValue } from '../stat.tsx';
import { LogsControls } from './controls.tsx';
import { LogLine } from './line.tsx';
import { DEFAULTS } from './options.ts';
import { commonLabels, deduplicated, logRows } from './rows.ts';
import { logStyles } from './styles.ts';

/** Rows drawn at first and added with each press of the button: a hundred thousand lines would stop the page. */
const PAGE = 500;

/** Log lines. @grafana/ui has no logs panel: drawn here as Grafana draws it. */
export function LogsPanel(props: PanelProps) {
  const options = optionsOf(props.panel, DEFAULTS);
  const styles = useStyles2(logStyles);
  const [shown, show] = useState(PAGE);
  const box = useRef<HTMLDivElement>(null);
  const all = useMemo(
    () => logRows(props.frames, options.sortOrder),
    [props.frames, options.sortOrder],
  );
  const rows = useMemo(
    () => deduplicated(all, options.dedupStrategy),
    [all, options.dedupStrategy],
  );
  const common = useMemo(() => commonLabels(all), [all]);
  const oldestFirst = options.sortOrder === 'Ascending';
  // The newest lines are what one looks for: Grafana opens an ascending list at its end.
  const visible = oldestFirst ? rows.slice(-shown) : rows.slice(0, shown);
  useEffect(() => {
    if (oldestFirst) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [oldestFirst, rows]);
  if (rows.length === 0) return <Empty text={noValue(props)} />;
  const more = rows.length > shown && (
    <button type="button" className={styles.more} onClick={() => show(shown + PAGE)}>
      {`${shown} of ${rows.length} lines are shown. Show ${Math.min(PAGE, rows.length - shown)} more`}
    </button>
  );
  // Grafana 12.2 has the small font in Explore only.
  const small = options.fontSize === 'small' && !props.page.classicTable;
  return (
    <div className={styles.panel} style={{ width: props.width, height: props.height }}>
      <div
        ref={box}
        className={cx(styles.box, small && styles.small)}
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
        {oldestFirst && more}
        <table className={styles.table}>
          <tbody>
            {visible.map((row, i) => (
              <LogLine
                key={i}
                row={row}
                options={options}
                counted={rows.length < all.length}
                common={common}
                timeZone={props.timeZone}
              />
            ))}
          </tbody>
        </table>
        {!oldestFirst && more}
      </div>
      {options.showControls && <LogsControls box={box} rows={rows} />}
    </div>
  );
}
