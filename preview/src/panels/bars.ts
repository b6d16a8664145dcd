import { colorManipulator, FieldColorModeId, type Field, type GrafanaTheme2 } from '@grafana/data';
import tinycolor from 'tinycolor2';

/** Fill of a bar: flat, fading, hue or scheme, as `custom.gradientMode` says. */
export function barFill(
  ctx: CanvasRenderingContext2D,
  field: Field,
  color: string,
  top: number,
  bottom: number,
  theme: GrafanaTheme2,
  horizontal = false,
): string | CanvasGradient {
  const opacity = ((field.config.custom?.fillOpacity as number | undefined) ?? 80) / 100;
  const mode = field.config.custom?.gradientMode as string | undefined;
  if (mode === 'opacity' || mode === 'hue') {
    const gradient = horizontal
      ? ctx.createLinearGradient(bottom, 0, top, 0)
      : ctx.createLinearGradient(0, top, 0, bottom);
    if (mode === 'opacity') {
      gradient.addColorStop(0, colorManipulator.alpha(color, opacity));
      gradient.addColorStop(1, colorManipulator.alpha(color, 0));
    } else {
      const base = tinycolor(color).spin(-15);
      const [from, to] = theme.isDark
        ? [tinycolor(base).darken(15), tinycolor(color).spin(15).lighten(15)]
        : [tinycolor(base).lighten(15), tinycolor(color).spin(15).darken(15)];
      gradient.addColorStop(0, to.setAlpha(opacity).toRgbString());
      gradient.addColorStop(1, from.setAlpha(opacity).toRgbString());
    }
    return gradient;
  }
  return colorManipulator.alpha(color, opacity);
}

/** The colour of a bar: by its value where the field's colour mode says so, else the series' own. */
export function barColor(field: Field, value: number, series: string): string {
  const mode = field.config.color?.mode ?? '';
  const byValue =
    mode === FieldColorModeId.Thresholds ||
    mode.startsWith('continuous') ||
    (field.config.mappings ?? []).some((m) => JSON.stringify(m).includes('"color"'));
  return byValue ? (field.display?.(value).color ?? series) : series;
}
