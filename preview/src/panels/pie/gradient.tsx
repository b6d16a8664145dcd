import type { GrafanaTheme2 } from '@grafana/data';
import tinycolor from 'tinycolor2';

interface GradientProps {
  readonly id: string;
  readonly color: string;
  readonly radius: number;
  /** Share of the radius where the colour starts to change. */
  readonly from: number;
  readonly theme: GrafanaTheme2;
}

/** From a darker tone in the middle to a lighter one outside, the hue turned a little: Grafana's own measures. */
export function Gradient({ id, color, radius, from, theme }: GradientProps) {
  return (
    <radialGradient id={id} gradientUnits="userSpaceOnUse" cx={0} cy={0} r={radius}>
      <stop offset={from} stopColor={shade(color, 20, 4, theme)} />
      <stop offset={1} stopColor={shade(color, 10, -4, theme)} />
    </radialGradient>
  );
}

const shade = (color: string, darken: number, spin: number, theme: GrafanaTheme2): string =>
  tinycolor(color)
    .darken(darken * (theme.isDark ? 1 : -0.7))
    .spin(spin)
    .toRgbString();
