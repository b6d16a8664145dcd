import type { Clip } from './browser.ts';
import { importPreview, requirePreview } from './install.ts';

/** Decoded pixels, four bytes (red, green, blue, alpha) each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

interface PngModule {
  readonly PNG: {
    new (size: { width: number; height: number }): Picture;
    readonly sync: {
      read(file: Buffer): Picture;
      write(picture: Picture, options?: object): Buffer;
    };
    bitblt(
      from: Picture,
      to: Picture,
      x: number,
      y: number,
      width: number,
      height: number,
      toX: number,
      toY: number,
    ): void;
  };
}

type Pixelmatch = (
  a: Buffer,
  b: Buffer,
  out: Buffer,
  width: number,
  height: number,
  options: object,
) => number;

const png = (): PngModule['PNG'] => (requirePreview(process.cwd(), 'pngjs') as PngModule).PNG;

export const readPng = (file: Buffer): Picture => png().sync.read(file);
/** One filter for all lines: trying each of the five takes twice as long and saves a hundredth. */
export const writePng = (picture: Picture): Buffer => png().sync.write(picture, { filterType: 4 });

/** A part of a picture; what lies outside of it is transparent. */
export function cut(picture: Picture, { x, y, width, height }: Clip): Picture {
  const part = blank(width, height);
  png().bitblt(
    picture,
    part,
    x,
    y,
    Math.min(width, picture.width - x),
    Math.min(height, picture.height - y),
    0,
    0,
  );
  return part;
}

/** Pictures from left to right, eight pixels apart. */
export function beside(pictures: readonly Picture[]): Picture {
  const width = pictures.reduce((sum, p) => sum + p.width + 8, -8);
  const sheet = blank(width, Math.max(...pictures.map((p) => p.height)));
  let x = 0;
  for (const picture of pictures) {
    png().bitblt(picture, sheet, 0, 0, picture.width, picture.height, x, 0);
    x += picture.width + 8;
  }
  return sheet;
}

/** Where two pictures differ, in red over a faded copy, and how many pixels do. They are compared in the larger of both sizes. */
export async function difference(
  a: Picture,
  b: Picture,
  threshold = 0.1,
): Promise<{ mask: Picture; different: number }> {
  const pixelmatch = ((await importPreview(process.cwd(), 'pixelmatch')) as { default: Pixelmatch })
    .default;
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  const grown = (p: Picture): Picture =>
    p.width === width && p.height === height ? p : cut(p, { x: 0, y: 0, width, height });
  const mask = blank(width, height);
  const different = pixelmatch(grown(a).data, grown(b).data, mask.data, width, height, {
    threshold,
  });
  return { mask, different };
}

function blank(width: number, height: number): Picture {
  const Png = png();
  const picture = new Png({ width, height });
  picture.data.fill(0);
  return picture;
}
