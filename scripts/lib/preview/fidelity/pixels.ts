import type { Clip } from '../browser.ts';
import { beside, cut, difference, type Picture } from '../pictures.ts';
import type { Strips } from './own-panels.ts';
import { differentColours, type ColourDifference } from './colours.ts';

/** pixelmatch's own tolerance for one pixel: antialiasing and the palette of the reference's crops stay below it. */
export const THRESHOLD = 0.15;

/** How two pictures of a panel differ. */
export interface PixelDifference {
  /** Share of pixels that differ (0 to 1), in the whole panel. */
  readonly panel: number;
  /** The same, in the plot area alone. */
  readonly plot: number;
  /** The same, in the strips of the axes and in the legend; undefined where there are none. */
  readonly axes: number | undefined;
  readonly legend: number | undefined;
  /** Saturated colours of the plot area that only one of the two has. */
  readonly colours: ColourDifference;
  /** Grafana's picture, this page's and the difference side by side. */
  readonly sheet: Picture;
}

/** Parts of a panel, boxes within its picture. */
export interface Regions {
  readonly plot: Clip;
  readonly axes?: Strips | undefined;
  readonly legend?: Clip | null;
}

/** Compares a panel's pictures: all of them, and its parts apart. */
export async function comparePixels(
  theirs: Picture,
  ours: Picture,
  { plot, axes, legend }: Regions,
): Promise<PixelDifference> {
  const whole = await difference(theirs, ours, THRESHOLD);
  const area = within(plot, theirs);
  const [theirPlot, ourPlot] = [cut(theirs, area), cut(ours, area)];
  return {
    panel: whole.different / (theirs.width * theirs.height),
    plot: await share(theirPlot, ourPlot),
    axes: axes && (await inStrips(theirs, ours, axes)),
    legend: legend ? await inBox(theirs, ours, legend) : undefined,
    colours: differentColours(theirPlot, ourPlot),
    sheet: beside([theirs, ours, whole.mask]),
  };
}

async function inBox(theirs: Picture, ours: Picture, box: Clip): Promise<number> {
  const area = within(box, theirs);
  return share(cut(theirs, area), cut(ours, area));
}

async function share(theirs: Picture, ours: Picture): Promise<number> {
  const { different } = await difference(theirs, ours, THRESHOLD);
  return different / (theirs.width * theirs.height);
}

/** As a share of the strips' own pixels: what is between them is covered in both pictures. */
async function inStrips(theirs: Picture, ours: Picture, strips: Strips): Promise<number> {
  const area = within(strips.around, theirs);
  const hole = within(strips.without, theirs);
  const pixels = area.width * area.height - hole.width * hole.height;
  if (pixels <= 0) return 0;
  const covered = (picture: Picture): Picture => {
    const part = cut(picture, area);
    for (let y = hole.y - area.y; y < hole.y - area.y + hole.height; y += 1) {
      const start = (y * area.width + hole.x - area.x) * 4;
      part.data.fill(0, start, start + hole.width * 4);
    }
    return part;
  };
  const { different } = await difference(covered(theirs), covered(ours), THRESHOLD);
  return different / pixels;
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
