import { roundDecimals } from '@grafana/data';

/** Where along an axis (0 to 1) something begins, and how much of it it takes. */
export interface Part {
  readonly offset: number;
  readonly size: number;
}

/** So many parts that fill `factor` of the axis: what is left stands between them. */
export function parts(count: number, factor: number): Part[] {
  const gap = count > 1 ? (1 - factor) / (count - 1) : 0;
  const size = factor / count;
  return Array.from({ length: count }, (_, i) => ({
    offset: roundDecimals(i * (size + gap), 6),
    size: roundDecimals(size, 6),
  }));
}

/** The place of each series' bars, one a category; the bars of a stack share theirs. */
export function barPlaces(
  categories: number,
  series: number,
  groupWidth: number,
  barWidth: number,
  isStacked: boolean,
): { readonly offsets: number[]; readonly sizes: number[] }[] {
  const groups = parts(categories, groupWidth);
  return parts(series, barWidth).map((bar) => ({
    offsets: groups.map((g) => (isStacked ? g.offset : g.offset + g.size * bar.offset)),
    sizes: groups.map((g) => (isStacked ? g.size : g.size * bar.size)),
  }));
}

/** Limits of the categories' scale, in their numbers, such that the middle of the first is at 0 and of the last at its number. */
export function categoryRange(categories: number, groupWidth: number): [number, number] {
  const last = Math.max(1, categories - 1);
  const first = parts(categories, groupWidth)[0] ?? { offset: 0, size: 0 };
  const middle = first.offset + first.size / 2;
  if (middle === 0.5) return [-last, last];
  // In this order: a half pixel is rounded by the last digit.
  const grown = (1 / (1 - middle * 2)) * last;
  const beyond = (grown - last) / 2;
  return [-beyond, last + beyond];
}
