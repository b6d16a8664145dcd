/** Writes bit after bit, most significant first, as tsdb/chunkenc/bstream.go does. */
export class BitWriter {
  readonly #bytes: Uint8Array;
  /** Position in bits. */
  #position = 0;

  /** `capacity`: bytes. */
  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, (this.#position + 7) >>> 3);
  }

  clear(): void {
    this.#bytes.fill(0, 0, ((this.#position + 7) >>> 3) + 1);
    this.#position = 0;
  }

  /** Zero bits cost nothing: the buffer is zero. */
  zeros(count: number): void {
    this.#position += count;
  }

  /** The lowest `count` bits of `value`; 0 <= count <= 32. */
  bits(value: number, count: number): void {
    let left = count;
    while (left > 0) {
      const free = 8 - (this.#position & 7);
      const taken = Math.min(free, left);
      const part = (value >>> (left - taken)) & ((1 << taken) - 1);
      const byte = this.#position >>> 3;
      this.#bytes[byte] = (this.#bytes[byte] ?? 0) | (part << (free - taken));
      this.#position += taken;
      left -= taken;
    }
  }

  /** A whole byte wherever the position is. */
  byte(value: number): void {
    this.bits(value, 8);
  }
}
