import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** A person without a picture, as Grafana shows everyone whom Gravatar does not know: this page asks nobody. */
export function Avatar({ login }: { login: string }) {
  const styles = useStyles2(avatarStyles);
  return (
    <span className={styles} title={login}>
      <svg viewBox="0 0 16 16" width={16} height={16} role="img" aria-label={login}>
        <rect width={16} height={16} fill="#c0c0c0" />
        <g fill="#fff">
          <ellipse cx={8} cy={6.4} rx={3.7} ry={3.9} />
          <path d="M2.5 17c0-5 2.4-7 5.5-7s5.5 2 5.5 7z" />
        </g>
      </svg>
    </span>
  );
}

const avatarStyles = (theme: GrafanaTheme2): string =>
  css({
    display: 'block',
    fontSize: 14,
    padding: theme.spacing(0.5),
    lineHeight: theme.typography.body.lineHeight,
    svg: { verticalAlign: 'middle',  borderRadius: theme.shape.radius.circle },
  });
