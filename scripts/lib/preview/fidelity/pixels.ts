import type { Clip } from '../browser.ts';
import { beside, cut, difference, type Picture } from '../pictures.ts';
import { differentColours, type ColourDifference } from './colours.ts';

/** pixelmatch's own tolerance for one pixel: antialiasing and the palette of the reference's crops stay below it. */
export const THRESHOLD = 0.15;

/** How two pictures of a panel differ. */
export interface PixelDifference {
  /** Share of pixels that differ (0 to 1), in the whole panel. */
  readonly panel: number;
  /** The same, in the plot area alone. */
  readonly plot: number;
  /** Saturated colours of the plot area that only one of the two has. */
  readonly colours: ColourDifference;
  /** Grafana's picture, this page's and the difference side by side. */
  readonly sheet: Picture;
}

/** Compares a panel's pictures: all of them, and `plot`, a box within them, apart. */
export async function comparePixels(
  theirs: Picture,
  ours: Picture,
  plot: Clip,
): Promise<PixelDifference> {
  const whole = await difference(theirs, ours, THRESHOLD);
  const area = within(plot, theirs);
  const [theirPlot, ourPlot] = [cut(theirs, area), cut(ours, area)];
  const plotted = await difference(theirPlot, ourPlot, THRESHOLD);
  return {
    panel: whole.different / (theirs.width * theirs.height),
    plot: plotted.different / (area.width * area.height),
    colours: differentColours(theirPlot, ourPlot),
    sheet: beside([theirs, ours, whole.mask]),
  };
}

/** The part of a box that is in the picture; a box that is not in it at all becomes the whole picture. */
function within(box: Clip, { width, height }: Picture): Clip {
  const x = Math.max(0, Math.floor(box.x));
  const y = Math.max(0, Math.floor(box.y));
  const right = Math.min(width, Math.ceil(box.x + box.width));
  const bottom = Math.min(height, Math.ceil(box.y + box.height));
  return right > x && bottom > y
    ? { x, y, width: right - x, height: bottom - y }
    : { x: 0, y: 0, width, height };
}
