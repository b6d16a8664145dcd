import { VizOrientation } from '@grafana/schema';
import { calculateFontSize } from '@grafana/ui';

/** From 162 to 378 degrees, clockwise from three o'clock; in half turns. */
export const START = 0.9;
export const END = 2.1;
/** Height of the dial below its centre, in radii. */
const BELOW = Math.sin(0.1 * Math.PI);

/** Pixels around a dial that stay free: the chart library's margin of a cell. */
const MARGIN = 5;
/** Height that a title is given, and height that it takes, in its font sizes. */
const TITLE_LINE = 1.5;
const BODY_LINE = 22 / 14;

interface DialRequest {
  /** Of the dial with its title, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly title: string | undefined;
  readonly labels: boolean;
  readonly markers: boolean;
  /** Font size of the value that the panel asks for, in pixels. */
  readonly valueSize: number | undefined;
  readonly titleSize: number | undefined;
  readonly orientation: VizOrientation;
  /** The dial is a button that opens links. */
  readonly linked: boolean;
}

/** Sizes and places of a dial's parts, in pixels. */
export interface DialGeometry {
  /** Box of the dial, without its title. */
  readonly boxWidth: number;
  readonly boxHeight: number;
  readonly titleSize: number;
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
  readonly band: number;
  readonly rim: number;
  readonly valueSize: number;
  readonly labelSize: number;
  /** Distance of the labels' middles from the centre. */
  readonly labelRadius: number;
}

/**
 * Grafana 12's rules for a dial: @grafana/ui's Gauge decides font and band sizes, jquery.flot.gauge (MIT) places
 * the dial in its box. The font sizes never know of the vertical orientation's narrower title, only the box does.
 */
export function dialGeometry(request: DialRequest): DialGeometry {
  const { width, height, title, labels, markers, orientation } = request;
  const vertical = orientation === VizOrientation.Vertical;
  const box = boxOf(width, height, title, vertical);
  const sizing = boxOf(width, height, title, false).height;
  const sizingWidth = vertical ? sizing : width;
  const dimension = Math.min(sizingWidth, sizing);
  const fullBand = Math.min(dimension / 5.5, 40) / (labels ? 1.5 : 1);
  const rim = fullBand / 5;
  const valueSize =
    request.valueSize ??
    calculateFontSize(
      request.text,
      Math.min(sizingWidth, dimension * 1.3) * 0.9 -
        ((fullBand + (markers ? rim : 0) + (labels ? 10 : 0)) * 2 + 10),
      dimension,
      1,
      fullBand * 1.7,
    );
  const labelSize = Math.max(valueSize / 2.5, 12);

  const boxWidth = vertical ? box.height : width;
  const boxHeight = box.height - (request.linked ? 0 : shrinkBy(request, box));
  const labelMargin = rim + 1;
  const around = (markers ? rim : 0) + (labels ? labelMargin * 2 + labelSize : 0);
  const valueBelow = Math.max(1, boxWidth / 30) + valueSize / 2;
  const inner = boxHeight - MARGIN * 2;
  // Below the centre there is room for the dial's ends, or for the value where that is larger.
  const outer =
    (inner / (1 + BELOW)) * BELOW < valueBelow ? inner - valueBelow : inner / (1 + BELOW);
  const radius = Math.min(boxWidth / 2 - MARGIN - around, outer - around);
  const outerHeight = Math.max((around + radius) * (1 + BELOW), around + radius + valueBelow);
  return {
    boxWidth,
    boxHeight,
    titleSize: request.titleSize ?? box.titleSize,
    cx: boxWidth / 2,
    cy: MARGIN + around + radius + (inner - outerHeight) / 2,
    radius,
    band: fullBand >= radius ? Math.max(3, radius / 3) : fullBand,
    rim,
    valueSize,
    labelSize,
    labelRadius: labelMargin + labelSize / 2 + radius,
  };
}

function boxOf(width: number, height: number, title: string | undefined, vertical: boolean) {
  const titleSize = Math.min(((vertical ? height : width) * 0.15) / TITLE_LINE, 20);
  const left = title === undefined ? height : height - titleSize * TITLE_LINE;
  return { titleSize, height: Math.max(0, Math.min(left, width)) };
}

/** A title is higher than what it is given: dial and title shrink by what is too much, each by its share. */
function shrinkBy({ height, title, titleSize }: DialRequest, box: ReturnType<typeof boxOf>): number {
  const line = title === undefined ? 0 : (titleSize ?? box.titleSize) * BODY_LINE;
  const all = box.height + line;
  return all > height ? ((all - height) * box.height) / all : 0;
}

/** Path around a ring's part: `radius` is its outer edge, angles are in half turns. Nothing for an empty part. */
export function ring(
  { cx, cy }: DialGeometry,
  radius: number,
  width: number,
  from: number,
  to: number,
): string | undefined {
  const inner = radius - width;
  if (from === to || radius < 0 || inner < 0) return undefined;
  const point = (r: number, a: number): string =>
    `${cx + r * Math.cos(a * Math.PI)} ${cy + r * Math.sin(a * Math.PI)}`;
  const large = to - from > 1 ? 1 : 0;
  return `M${point(radius, from)}A${radius} ${radius} 0 ${large} 1 ${point(radius, to)}L${point(inner, to)}A${inner} ${inner} 0 ${large} 0 ${point(inner, from)}Z`;
}
