import { STALE_MARKER, type StoredSeries } from '../series.ts';
import { ByteWriter } from './byte-writer.ts';
import { crc32c } from './crc32c.ts';
import { bitsOf, CHUNK_SAMPLES, XorChunk, type Bits } from './xor-chunk.ts';

/** Where a chunk lies and what it spans. */
export interface ChunkMeta {
  readonly minTime: number;
  readonly maxTime: number;
  /** Offset in the chunk file. */
  readonly offset: number;
}

/** The one chunk file of a block (tsdb/docs/format/chunks.md). */
export class ChunkWriter {
  readonly #file = new ByteWriter(1 << 20);
  readonly #chunk = new XorChunk();
  readonly #encoded = new ByteWriter(4096);
  samples = 0;
  chunks = 0;

  constructor() {
    this.#file.uint32(0x85bd40dd);
    this.#file.uint8(1);
    this.#file.align(8);
  }

  get bytes(): Uint8Array {
    return this.#file.bytes;
  }

  /** Writes the samples of a series with from <= time < to. */
  write({ times, changes }: StoredSeries, from: number, to: number): ChunkMeta[] {
    const metas: ChunkMeta[] = [];
    const add = (index: number, bits: Bits): void => {
      const time = times[index] ?? 0;
      if (time < from || time >= to) return;
      this.#chunk.append(time, bits);
      if (this.#chunk.count === CHUNK_SAMPLES) metas.push(this.#cut());
    };
    changes.forEach((change, position) => {
      if ('value' in change) {
        const bits = bitsOf(change.value);
        const next = changes[position + 1]?.index ?? times.length;
        for (let index = change.index; index < next; index++) add(index, bits);
      } else if (change.ended === 'marked') add(change.index, STALE_MARKER);
    });
    if (this.#chunk.count > 0) metas.push(this.#cut());
    return metas;
  }

  #cut(): ChunkMeta {
    const { minTime, maxTime, count, bytes } = this.#chunk;
    const offset = this.#file.length;
    this.#encoded.clear();
    this.#encoded.uint8(XOR_ENCODING);
    this.#encoded.append(bytes);
    this.#file.uvarint(bytes.length);
    this.#file.append(this.#encoded.bytes);
    this.#file.uint32(crc32c(this.#encoded.bytes));
    this.#chunk.clear();
    this.samples += count;
    this.chunks += 1;
    return { minTime, maxTime, offset };
  }
}

const XOR_ENCODING = 1;
