/** Grows as it is written to; the number formats are those of Go's encoding/binary. */
export class ByteWriter {
  #bytes: Buffer;
  #length = 0;

  constructor(capacity = 1 << 16) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written; valid until the next write. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  uint8(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  uint32(value: number): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeUInt32BE(value, this.#length);
  }

  /** Whole numbers up to 2^53. */
  uint64(value: number): void {
    this.uint32(Math.floor(value / 0x100000000));
    this.uint32(value >>> 0);
  }

  /** Seven bits a byte, least significant first; whole numbers from 0 to 2^53. */
  uvarint(value: number): void {
    this.#reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Zigzag: 0, -1, 1, -2 … become 0, 1, 2, 3 …; up to 2^52 either way. */
  varint(value: number): void {
    this.uvarint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** Its length in bytes as a uvarint, then UTF-8. */
  text(value: string): void {
    const size = Buffer.byteLength(value);
    this.uvarint(size);
    this.#reserve(size);
    this.#length += this.#bytes.write(value, this.#length);
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Zeros up to the next multiple of `size`. */
  align(size: number): void {
    while (this.#length % size !== 0) this.uint8(0);
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#length + size));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
