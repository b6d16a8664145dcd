import {
  colorManipulator,
  formattedValueToString,
  type DisplayValue,
  type GrafanaTheme2,
} from '@grafana/data';
import { getTextColorForAlphaBackground } from '@grafana/ui';

/** In canvas pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
  readonly color: string;
  readonly alpha: number;
  readonly lineWidth: number;
}

export function drawBox(ctx: CanvasRenderingContext2D, box: Box): void {
  const { left, right, top, height, color, alpha, lineWidth } = box;
  ctx.fillStyle = colorManipulator.alpha(color, alpha);
  ctx.fillRect(left, top, right - left, height);
  if (lineWidth <= 0) return;
  ctx.strokeStyle = color;
  ctx.lineWidth = lineWidth;
  ctx.strokeRect(
    left + lineWidth / 2,
    top + lineWidth / 2,
    right - left - lineWidth,
    height - lineWidth,
  );
}

const PADDING = 2;
/** Pixels that Grafana reckons with for a letter. */
const LETTER = 8;

interface TextStyle {
  readonly theme: GrafanaTheme2;
  /** Write nothing rather than a single letter. */
  readonly whole: boolean;
}

/** As much of the value as fits is written; nothing where not even a letter does. */
export function drawText(
  ctx: CanvasRenderingContext2D,
  { left, right, top, height, color, alpha, lineWidth }: Box,
  shown: DisplayValue,
  align: CanvasTextAlign,
  { theme, whole }: TextStyle,
): void {
  const inside = right - left - (whole ? lineWidth : 0);
  const letters = Math.floor(inside / (LETTER * devicePixelRatio));
  const fits = formattedValueToString(shown).slice(0, letters).trim();
  if (fits.length === 0 || (whole && letters < 2) || height < 10 * devicePixelRatio) return;
  ctx.fillStyle =
    alpha < 0.5
      ? theme.colors.text.primary
      : getTextColorForAlphaBackground(colorManipulator.alpha(color, alpha), theme.isDark);
  ctx.textAlign = align;
  const x =
    align === 'left'
      ? left + lineWidth / 2 + PADDING
      : align === 'right'
        ? right - lineWidth / 2 - PADDING
        : left + (right - left) / 2;
  ctx.fillText(fits, Math.round(x), Math.round(top + height / 2));
}
