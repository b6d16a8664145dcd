/** What people read into the colour of a threshold; undefined for colours without such a meaning. */
export type ColorMeaning = 'good' | 'warning' | 'critical' | undefined;

const NAMED: readonly (readonly [RegExp, ColorMeaning])[] = [
  [/red$/, 'critical'],
  [/(orange|yellow)$/, 'warning'],
  [/green$/, 'good'],
];

/** Red is critical, orange and yellow warn, green is good: Grafana's names (`semi-dark-red`) and colours by their hue. */
export function colorMeaning(color: string | undefined): ColorMeaning {
  if (color === undefined) return undefined;
  const named = NAMED.find(([name]) => name.test(color));
  if (named) return named[1];
  const hue = hueOf(color);
  if (hue === undefined) return undefined;
  if (hue < 30 || hue >= 340) return 'critical';
  if (hue < 65) return 'warning';
  return hue < 175 ? 'good' : undefined;
}

/** Degrees on the colour circle of `#rgb`, `#rrggbb` or `rgb(…)`; undefined for greys and other notations. */
function hueOf(color: string): number | undefined {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(color);
  const rgb = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(color);
  const [r, g, b] = hex
    ? hex.slice(1, 4).map((pair) => Number.parseInt(pair, 16))
    : (rgb?.slice(1, 4).map(Number) ?? []);
  if (r === undefined || g === undefined || b === undefined) return undefined;
  const max = Math.max(r, g, b);
  const range = max - Math.min(r, g, b);
  if (range < 30) return undefined;
  const sixth =
    max === r ? ((g - b) / range + 6) % 6 : max === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return sixth * 60;
}
