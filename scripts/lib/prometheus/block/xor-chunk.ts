import { BitWriter } from './bit-writer.ts';

/** Samples in a chunk, as Prometheus itself cuts them. */
export const CHUNK_SAMPLES = 120;

/** A value as the two halves of its 64 bits. */
export interface Bits {
  readonly high: number;
  readonly low: number;
}

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

export function bitsOf(value: number): Bits {
  float[0] = value;
  const [first = 0, second = 0] = words;
  return littleEndian ? { high: second, low: first } : { high: first, low: second };
}

/** Encodes one chunk after another in Prometheus' "XOR" encoding (tsdb/chunkenc/xor.go): deltas of deltas of time, XOR of values. */
export class XorChunk {
  // 120 samples of at most 4 + 64 bits of time and 13 + 64 bits of value.
  readonly #bits = new BitWriter(CHUNK_SAMPLES * 20 + 32);
  #count = 0;
  #time = 0;
  #delta = 0;
  #high = 0;
  #low = 0;
  #leading = 0xff;
  #trailing = 0;
  minTime = 0;

  get count(): number {
    return this.#count;
  }

  get maxTime(): number {
    return this.#time;
  }

  /** The chunk's bytes; valid until it is cleared. */
  get bytes(): Uint8Array {
    const bytes = this.#bits.bytes;
    bytes[0] = this.#count >>> 8;
    bytes[1] = this.#count & 0xff;
    return bytes;
  }

  clear(): void {
    this.#bits.clear();
    this.#count = 0;
    this.#leading = 0xff;
  }

  /** `time`: epoch milliseconds, after the one before. */
  append(time: number, { high, low }: Bits): void {
    if (this.#count === 0) {
      this.#bits.zeros(16);
      this.minTime = time;
      this.#varint(time);
      this.#bits.bits(high, 32);
      this.#bits.bits(low, 32);
    } else {
      const delta = time - this.#time;
      if (this.#count === 1) this.#uvarint(delta);
      else this.#deltaOfDelta(delta - this.#delta);
      this.#delta = delta;
      this.#value(high ^ this.#high, low ^ this.#low);
    }
    this.#count += 1;
    this.#time = time;
    this.#high = high;
    this.#low = low;
  }

  #deltaOfDelta(change: number): void {
    if (change === 0) this.#bits.zeros(1);
    else if (fits(change, 14)) this.#prefixed(0b10, 2, change, 14);
    else if (fits(change, 17)) this.#prefixed(0b110, 3, change, 17);
    else if (fits(change, 20)) this.#prefixed(0b1110, 4, change, 20);
    else {
      this.#bits.bits(0b1111, 4);
      this.#bits.bits(Math.floor(change / 0x100000000), 32);
      this.#bits.bits(change >>> 0, 32);
    }
  }

  #prefixed(prefix: number, prefixSize: number, value: number, size: number): void {
    this.#bits.bits(prefix, prefixSize);
    this.#bits.bits(value, size);
  }

  #value(high: number, low: number): void {
    if (high === 0 && low === 0) {
      this.#bits.zeros(1);
      return;
    }
    const leading = Math.min(31, Math.clz32(high) + (high === 0 ? Math.clz32(low) : 0));
    const trailing = low === 0 ? 32 + trailingZeros(high) : trailingZeros(low);
    this.#bits.bits(1, 1);
    if (this.#leading !== 0xff && leading >= this.#leading && trailing >= this.#trailing) {
      this.#bits.bits(0, 1);
    } else {
      this.#leading = leading;
      this.#trailing = trailing;
      this.#bits.bits(1, 1);
      this.#bits.bits(leading, 5);
      // 64 significant bits are written as 0.
      this.#bits.bits((64 - leading - trailing) & 63, 6);
    }
    this.#significant(high, low, 64 - this.#leading - this.#trailing);
  }

  /** The `size` bits above the trailing zeros. */
  #significant(high: number, low: number, size: number): void {
    const shift = this.#trailing;
    const [upper, lower] =
      shift === 0
        ? [high, low]
        : shift < 32
          ? [high >>> shift, (low >>> shift) | (high << (32 - shift))]
          : [0, shift === 32 ? high : high >>> (shift - 32)];
    if (size > 32) this.#bits.bits(upper, size - 32);
    this.#bits.bits(lower, Math.min(32, size));
  }

  #varint(value: number): void {
    this.#uvarint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  #uvarint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#bits.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#bits.byte(rest);
  }
}

const fits = (value: number, size: number): boolean =>
  -(2 ** (size - 1) - 1) <= value && value <= 2 ** (size - 1);

const trailingZeros = (word: number): number => (word === 0 ? 32 : 31 - Math.clz32(word & -word));
