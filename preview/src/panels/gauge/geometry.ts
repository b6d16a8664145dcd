import { calculateFontSize } from '@grafana/ui';

/** From 162 to 378 degrees, clockwise from three o'clock. */
export const START = 0.9 * Math.PI;
export const END = 2.1 * Math.PI;
/** Height of the dial below its centre, in radii. */
const BELOW = Math.sin(0.1 * Math.PI);

export const TITLE_LINE = 1.5;
/** Pixels above a dial that stay free. */
const MARGIN = 5.5;
/** Pixels under the centre that stay free besides the text's own. */
const TEXT_BELOW = 14.8;


interface DialRequest {
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly title: string;
  readonly labels: boolean;
  readonly markers: boolean;
  readonly valueSize: number | undefined;
  readonly titleSize: number | undefined;
}

/** Sizes and places of a dial's parts, in pixels: what Grafana 12's gauge comes to, found by measuring its pictures. */
export function dialGeometry({
  width,
  height,
  text,
  title,
  labels,
  markers,
  valueSize,
  titleSize,
}: DialRequest) {
  const titleFont = titleSize ?? (title ? Math.min(width * 0.1, 20) : 0);
  const gaugeHeight = Math.min(width, title ? height - titleFont * TITLE_LINE : height);
  const canvas = Math.max(1, gaugeHeight - MARGIN);
  const dimension = Math.min(width, canvas);
  const band = Math.min(dimension / 5.5, 40) / (labels ? 1.5 : 1);
  const marker = band / 5;
  const textWidth =
    Math.min(width, dimension * 1.3) * 0.9 -
    ((band + (markers ? marker : 0) + (labels ? 10 : 0)) * 2 + 10);
  const fontSize =
    valueSize ??
    calculateFontSize(
      text,
      textWidth,
      gaugeHeight,
      1,
      (Math.min(Math.min(width, gaugeHeight) / 5.5, 40) / (labels ? 1.5 : 1)) * 1.7,
    );
  const labelFont = Math.max(fontSize / 2.5, 12);

  const rimSpace = markers ? marker * 2 : marker * 0.66;
  const labelSpace = labels ? (marker + 1) * 2 + labelFont * 1.73 : 0;
  const across =
    width / 2 - marker * (markers ? 2 : 1) - (labels ? marker + 1 + labelFont : 0) - 1;
  // Below the centre there is room for the dial's ends, and for the text where that is larger.
  const down = Math.min(
    (canvas - rimSpace - labelSpace) / (1 + BELOW),
    canvas - rimSpace / 2 - labelSpace * 0.74 - (TEXT_BELOW + fontSize * 0.574),
  );
  const radius = Math.max(1, Math.min(across, down));
  const thickness = band >= radius ? Math.max(3, radius / 3) : band;
  const cx = width / 2;
  const spare = radius < across ? 0 : canvas - radius * (1 + BELOW) - rimSpace - labelSpace;
  const cy = MARGIN - 0.5 + spare / 2 + rimSpace / 2 + labelSpace * 0.74 + radius;
  return { titleFont, gaugeHeight, marker, fontSize, labelFont, radius, thickness, cx, cy };
}

/** An arc's path around a centre; angles in radians. */
export function arc(cx: number, cy: number, r: number, from: number, to: number): string {
  const point = (a: number): string => `${cx + r * Math.cos(a)} ${cy + r * Math.sin(a)}`;
  return `M${point(from)}A${r} ${r} 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to)}`;
}
