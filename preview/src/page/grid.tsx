import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Placed } from '../model/layout.ts';

const COLUMNS = 24;
const CELL = 30;
const GAP = 8;
/** Below this width Grafana puts every panel on a line of its own. */
const NARROW = 769;
/** Pixels between panels then. */
const NARROW_GAP = 16;
/** Pixels around the window in which panels are drawn ahead. */
const AHEAD = 600;

interface GridProps {
  readonly placed: readonly Placed[];
  readonly width: number;
  readonly eager: boolean;
  readonly onToggleRow: (key: string) => void;
  readonly rowTitle: (placed: Placed) => string;
  readonly children: (placed: Placed, width: number, height: number) => ReactNode;
}

/** Grafana's grid of 24 columns; a panel is drawn when it comes near the window. */
export function Grid({ placed, width, eager, onToggleRow, rowTitle, children }: GridProps) {
  const styles = useStyles2(gridStyles);
  const narrow = document.documentElement.clientWidth < NARROW;
  const column = (width - GAP * (COLUMNS - 1)) / COLUMNS;
  let below = 0;
  const boxes = placed.map((item) => {
    const { x, y, w, h } = item.gridPos;
    const height = h * CELL + (h - 1) * GAP;
    const top = narrow ? below : y * (CELL + GAP);
    below = narrow ? below + height + NARROW_GAP : Math.max(below, top + height);
    return {
      item,
      top,
      height,
      left: narrow ? 0 : x * (column + GAP),
      width: narrow ? width : w * column + (w - 1) * GAP,
    };
  });
  return (
    <div style={{ position: 'relative', width, height: below }} className={styles.grid}>
      {boxes.map(({ item, ...box }) => (
        <div
          key={item.key}
          className={styles.item}
          style={{ position: 'absolute', ...rounded(box) }}
        >
          {item.row ? (
            <RowHeading
              placed={item}
              title={rowTitle(item)}
              onToggle={() => onToggleRow(item.row?.key ?? '')}
            />
          ) : (
            <WhenNear eager={eager}>
              {() => children(item, rounded(box).width, box.height)}
            </WhenNear>
          )}
        </div>
      ))}
    </div>
  );
}

/** Whole pixels, as react-grid-layout places panels: half-pixel edges would blur every line. */
const rounded = ({
  left,
  top,
  width,
  height,
}: {
  left: number;
  top: number;
  width: number;
  height: number;
}) => ({ left: Math.round(left), top, width: Math.round(width), height });

function WhenNear({ eager, children }: { eager: boolean; children: () => ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(eager);
  useEffect(() => {
    const element = box.current;
    if (near || !element) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((e) => e.isIntersecting) && setNear(true),
      { rootMargin: `${AHEAD}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [near]);
  return (
    <div ref={box} style={{ width: '100%', height: '100%' }}>
      {near || eager ? children() : null}
    </div>
  );
}

function RowHeading({
  placed,
  title,
  onToggle,
}: {
  placed: Placed;
  title: string;
  onToggle: () => void;
}) {
  const styles = useStyles2(gridStyles);
  const collapsed = placed.row?.collapsed ?? false;
  const count = placed.row?.panels ?? 0;
  return (
    <button
      type="button"
      className={cx(styles.row, collapsed && styles.collapsed)}
      aria-expanded={!collapsed} onClick={onToggle}>
      <Icon name={collapsed ? 'angle-right' : 'angle-down'} />
      <span>{title}</span>
      {collapsed && (
        <span className={styles.count}>{`(${count} panel${count === 1 ? '' : 's'})`}</span>
      )}
    </button>
  );
}

const gridStyles = (theme: GrafanaTheme2) => ({
  grid: css({ '@media print': { height: 'auto !important' } }),
  item: css({ '@media print': { breakInside: 'avoid' } }),
  row: css({
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    height: 30,
    width: '100%',
    padding: '0 6px',
    border: 0,
    background: 'none',
    color: theme.colors.text.primary,
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    textAlign: 'left',
  }),
  collapsed: css({ borderBottom: `1px solid ${theme.colors.border.weak}` }),
  count: css({
    color: theme.colors.text.secondary,
    fontStyle: 'italic',
    fontSize: theme.typography.size.sm,
    fontWeight: 'normal',
    marginLeft: 8,
  }),
});
