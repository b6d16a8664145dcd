/** A source of pseudo-random numbers: the same seed and keys give the same numbers on every machine. Not for secrets. */
export interface Random {
  /** 0 <= x < 1. */
  next(): number;
  /** An integer, low <= x <= high. */
  integer(low: number, high: number): number;
  /** low <= x < high. */
  between(low: number, high: number): number;
  /** One of the items, each as likely. */
  pick<T>(items: readonly T[]): T;
  /** Seconds until the next event of a Poisson process of that rate (events a second). */
  gap(rate: number): number;
  /** Log-normal: half of the values are below `median`; `sigma` is the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number;
  /** Lower-case hex digits. */
  hex(length: number): string;
}

/** A stream of its own for each purpose, so that drawing more in one place does not change another. */
export function randomOf(seed: number, ...keys: readonly (string | number)[]): Random {
  const next = sfc32(hashed(`${seed}/${keys.join('/')}`));
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    between: (low, high) => low + next() * (high - low),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('there is nothing to pick from');
      return item;
    },
    gap: (rate) => -Math.log(1 - next()) / rate,
    logNormal: (median, sigma) => {
      // Box and Muller; 1 - x keeps zero out of the logarithm.
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(sigma * normal);
    },
    hex: (length) => {
      let text = '';
      while (text.length < length)
        text += Math.floor(next() * 0x100000000)
          .toString(16)
          .padStart(8, '0');
      return text.slice(0, length);
    },
  };
}

type State = [number, number, number, number];

/** Chris Doty-Humphrey's small fast counter generator, 32 bits (PractRand). */
function sfc32([a, b, c, d]: State): () => number {
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 0x100000000;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** Four words from a text (xmur3). */
function hashed(text: string): State {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  const word = (): number => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h | 0;
  };
  return [word(), word(), word(), word()];
}
