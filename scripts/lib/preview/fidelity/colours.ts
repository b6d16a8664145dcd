import type { Picture } from '../pictures.ts';

type Rgb = readonly [number, number, number];

/** Colours of which the other picture has none, as `#rrggbb`, the most frequent first. */
export interface ColourDifference {
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** Largest channel less smallest from which a colour is a series' own: text, grid and background are greyer. */
const SATURATED = 56;
/** Channels may differ by this: the reference's crops have a reduced palette, and edges are blended. */
const NEAR = 40;
/** Share of the picture's pixels from which a colour counts: two letters in colour stay below it. */
const SHARE = 0.002;

/** Which saturated colours only one of two pictures of the same size has. */
export function differentColours(theirs: Picture, ours: Picture): ColourDifference {
  const [a, b] = [buckets(theirs), buckets(ours)];
  return {
    missing: only(a, b, theirs.width * theirs.height),
    extra: only(b, a, ours.width * ours.height),
  };
}

interface Bucket {
  readonly colour: Rgb;
  readonly count: number;
}

/** Colours of one picture that count, unless the other has a quarter as many pixels near them. */
function only(one: readonly Bucket[], other: readonly Bucket[], pixels: number): string[] {
  return distinct(one)
    .map((colour) => ({ colour, count: near(one, colour) }))
    .filter(({ colour, count }) => count >= pixels * SHARE && near(other, colour) < count / 4)
    .map(({ colour }) => hex(colour));
}

/** Saturated colours by frequency, in buckets of 8 levels a channel, each with its mean. */
function buckets({ data }: Picture): Bucket[] {
  const sums = new Map<number, [red: number, green: number, blue: number, count: number]>();
  for (let at = 0; at < data.length; at += 4) {
    const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    if (Math.max(r, g, b) - Math.min(r, g, b) < SATURATED) continue;
    const key = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3);
    const sum = sums.get(key);
    if (sum) {
      sum[0] += r;
      sum[1] += g;
      sum[2] += b;
      sum[3] += 1;
    } else sums.set(key, [r, g, b, 1]);
  }
  return [...sums.values()]
    .map(([r, g, b, count]): Bucket => ({ colour: [r / count, g / count, b / count], count }))
    .sort((x, y) => y.count - x.count);
}

/** The most frequent colours that are not near a more frequent one. */
function distinct(of: readonly Bucket[]): Rgb[] {
  const taken: Rgb[] = [];
  for (const { colour } of of)
    if (!taken.some((other) => isNear(colour, other))) taken.push(colour);
  return taken;
}

const near = (of: readonly Bucket[], colour: Rgb): number =>
  of.reduce((sum, b) => (isNear(b.colour, colour) ? sum + b.count : sum), 0);

const isNear = (a: Rgb, b: Rgb): boolean =>
  Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])) <= NEAR;

const hex = (colour: Rgb): string =>
  `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
