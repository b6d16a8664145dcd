import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Shades } from './shades.ts';

interface ColorScaleProps {
  readonly shades: Shades;
  readonly format: (count: number) => string;
  /** The panel is high enough for the whole legend: Grafana's stands a pixel lower then. */
  readonly roomy: boolean;
}

/** Pixels of a whole legend; it gets a fifth of the panel at most. */
export const LEGEND_HEIGHT = 47;

/** The legend: all colours, and the counts at their ends. */
export function ColorScale({ shades, format, roomy }: ColorScaleProps) {
  const styles = useStyles2(scaleStyles);
  const stops = shades.colors.map(
    (c, i) =>
      `${c} ${((i / shades.colors.length) * 100).toFixed(2)}% ${(((i + 1) / shades.colors.length) * 100).toFixed(2)}%`,
  );
  return (
    <div className={styles.box} style={{ paddingTop: roomy ? 11 : 10 }}>
      <div
        className={styles.bar}
        style={{ background: `linear-gradient(90deg, ${stops.join(', ')})` }}
      />
      <div className={styles.ends}>
        <span>{format(shades.min)}</span>
        <span>{format(shades.max)}</span>
      </div>
    </div>
  );
}

const scaleStyles = (theme: GrafanaTheme2) => ({
  box: css({
    width: '100%',
    maxWidth: 300,
    height: LEGEND_HEIGHT,
    color: theme.colors.text.primary,
    marginLeft: 25,
  }),
  bar: css({ height: 9, borderRadius: 2 }),
  ends: css({
    display: 'flex',
    justifyContent: 'space-between',
    fontSize: 11,
    color: theme.colors.text.disabled,
  }),
});
