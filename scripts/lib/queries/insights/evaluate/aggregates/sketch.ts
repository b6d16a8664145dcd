/** Each value is known to within this share of itself. */
export const RELATIVE_ERROR = 0.005;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LOG_GAMMA = Math.log(GAMMA);
/** Smaller magnitudes count as zero. */
const SMALLEST = 1e-9;

/**
 * A quantile sketch with a bound on the relative error (DDSketch: Masson, Rim, Lee, VLDB 2019): counts in buckets whose bounds grow by a
 * constant factor. A value between 1 and 1,000,000 falls into one of about 1,400 buckets.
 */
export class QuantileSketch {
  readonly #positive = new Map<number, number>();
  readonly #negative = new Map<number, number>();
  #zeros = 0;
  #count = 0;

  add(value: number): void {
    this.#count++;
    if (Math.abs(value) < SMALLEST) this.#zeros++;
    else count(value > 0 ? this.#positive : this.#negative, bucketOf(Math.abs(value)));
  }

  /** The value of a rank (1 is the smallest), within RELATIVE_ERROR of the exact one. */
  valueAt(rank: number): number {
    const ranked = Math.min(Math.max(rank, 1), this.#count);
    let seen = 0;
    for (const bucket of [...this.#negative.keys()].toSorted((a, b) => b - a)) {
      seen += this.#negative.get(bucket) ?? 0;
      if (seen >= ranked) return -middleOf(bucket);
    }
    seen += this.#zeros;
    if (seen >= ranked) return 0;
    for (const bucket of [...this.#positive.keys()].toSorted((a, b) => a - b)) {
      seen += this.#positive.get(bucket) ?? 0;
      if (seen >= ranked) return middleOf(bucket);
    }
    return 0;
  }
}

const bucketOf = (magnitude: number): number => Math.ceil(Math.log(magnitude) / LOG_GAMMA);
const middleOf = (bucket: number): number => (2 * GAMMA ** bucket) / (GAMMA + 1);

function count(buckets: Map<number, number>, bucket: number): void {
  buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
}
