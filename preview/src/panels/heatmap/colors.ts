import type { GrafanaTheme2 } from '@grafana/data';
import * as chromatic from 'd3-scale-chromatic';
import tinycolor from 'tinycolor2';

export interface HeatmapColor {
  mode: string;
  scheme: string;
  fill: string;
  scale: string;
  exponent: number;
  steps: number;
  reverse: boolean;
  min?: number | null;
  max?: number | null;
}

/** Schemes that Grafana turns round: always, or in the theme in which their light end would be the loud one. */
const INVERTED: Record<string, 'always' | 'dark' | 'light'> = Object.fromEntries([
  ...['BrBG', 'PiYG', 'PRGn', 'PuOr', 'RdBu', 'RdGy', 'RdYlBu', 'RdYlGn', 'Spectral'].map(
    (s) => [s, 'always'] as const,
  ),
  ...[
    'Blues',
    'Greens',
    'Greys',
    'Oranges',
    'Purples',
    'Reds',
    'BuGn',
    'BuPu',
    'GnBu',
    'OrRd',
    'PuBuGn',
    'PuBu',
    'PuRd',
    'RdPu',
    'YlGnBu',
    'YlGn',
    'YlOrBr',
    'YlOrRd',
  ].map((s) => [s, 'dark'] as const),
  ...['Turbo', 'Cividis', 'Viridis', 'Magma', 'Inferno', 'Plasma', 'Warm', 'Cool', 'Cubehelix'].map(
    (s) => [s, 'light'] as const,
  ),
]);

/** The colours of a heatmap from the lowest count to the highest. */
export function palette(color: HeatmapColor, theme: GrafanaTheme2): string[] {
  const last = Math.max(1, color.steps - 1);
  const shares = Array.from({ length: last + 1 }, (_, i) => i / last);
  if (color.mode === 'opacity') {
    const fill = theme.visualization.getColorByName(color.fill);
    const power = color.scale === 'exponential' ? color.exponent : 1;
    const colors = shares.map((share) =>
      tinycolor.mix(theme.colors.background.primary, fill, share ** power * 100).toHexString(),
    );
    return color.reverse ? colors.reverse() : colors;
  }
  const name =
    `interpolate${color.scheme === 'Cubehelix' ? 'CubehelixDefault' : color.scheme}` as keyof typeof chromatic;
  const scheme = (chromatic[name] ?? chromatic.interpolateOranges) as (share: number) => string;
  const colors = shares.map((share) => scheme(share));
  const inverted = INVERTED[color.scheme];
  const turned =
    inverted === 'always' ||
    (inverted === 'dark' && theme.isDark) ||
    (inverted === 'light' && theme.isLight);
  return turned !== color.reverse ? colors.reverse() : colors;
}
