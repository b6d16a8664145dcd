import { colorManipulator, formattedValueToString, type DisplayValue, type GrafanaTheme2 } from '@grafana/data';

/** In canvas pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
  readonly color: string;
  readonly fill: string;
  readonly lineWidth: number;
}

export function drawBox(ctx: CanvasRenderingContext2D, box: Box): void {
  const { left, right, top, height, color, fill, lineWidth } = box;
  ctx.fillStyle = fill;
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

/** A colour that is translucent itself stays so; any other takes the field's opacity (0 to 1). */
export const filled = (color: string, opacity: number): string =>
  /^#[\da-f]{8}$/i.test(color) ? color : colorManipulator.alpha(color, opacity);

const PADDING = 2;
/** Pixels that Grafana reckons with for a letter: the mean of printable ASCII in the canvas' own font, and a little more. */
const LETTER = 8.5;

interface TextStyle {
  readonly theme: GrafanaTheme2;
  readonly align: CanvasTextAlign;
  /** Middle of the row, in canvas pixels. */
  readonly middle: number;
  /** Write nothing rather than a single letter. */
  readonly auto: boolean;
}

/** As much of the value as fits is written, in black or white, whichever can be read on the box. */
export function drawText(
  ctx: CanvasRenderingContext2D,
  { left, right, fill, lineWidth }: Box,
  shown: DisplayValue,
  { theme, align, middle, auto }: TextStyle,
): void {
  const letters = Math.floor((right - left) / (LETTER * devicePixelRatio));
  if (auto && letters < 2) return;
  ctx.fillStyle = theme.colors.getContrastText(fill, 3);
  ctx.textAlign = align;
  const x =
    align === 'left'
      ? left + lineWidth + PADDING
      : align === 'right'
        ? right - lineWidth - PADDING
        : left + (right - left) / 2;
  ctx.fillText(formattedValueToString(shown).slice(0, letters), Math.round(x), middle);
}
