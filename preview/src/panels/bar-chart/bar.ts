/** A bar on the canvas, and the value beyond its end. */
export interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly text: string;
  readonly negative: boolean;
}

export function drawBar(
  ctx: CanvasRenderingContext2D,
  { x, y, w, h }: { x: number; y: number; w: number; h: number },
  fill: string | CanvasGradient,
  color: string,
  lineWidth: number,
  radius: number,
  horizontal: boolean,
  negative: boolean,
): void {
  const r = Math.min(
    radius * (horizontal ? h : w),
    w / 2 + (horizontal ? w : 0),
    h / 2 + (horizontal ? 0 : h),
  );
  const corners = horizontal
    ? negative
      ? [r, 0, 0, r]
      : [0, r, r, 0]
    : negative
      ? [0, 0, r, r]
      : [r, r, 0, 0];
  ctx.beginPath();
  ctx.roundRect(x, y, w, h, corners);
  ctx.fillStyle = fill;
  ctx.fill();
  if (lineWidth <= 0) return;
  ctx.beginPath();
  ctx.roundRect(
    x + lineWidth / 2,
    y + lineWidth / 2,
    Math.max(0, w - lineWidth),
    Math.max(0, h - lineWidth),
    corners.map((c) => Math.max(0, c - lineWidth / 2)),
  );
  ctx.strokeStyle = color;
  ctx.lineWidth = lineWidth;
  ctx.stroke();
}
