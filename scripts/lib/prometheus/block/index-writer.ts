import { ByteWriter } from './byte-writer.ts';
import type { ChunkMeta } from './chunk-writer.ts';
import { crc32c } from './crc32c.ts';

export interface IndexedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly chunks: readonly ChunkMeta[];
}

/** The index file of a block, version 2 (tsdb/docs/format/index.md). `series`: in order of their labels. */
export function writeIndex(series: readonly IndexedSeries[]): Uint8Array {
  const file = new ByteWriter(1 << 20);
  file.uint32(0xbaaad700);
  file.uint8(2);

  const symbols = symbolsOf(series);
  const symbolsAt = file.length;
  section(file, (body) => {
    body.uint32(symbols.size);
    for (const symbol of symbols.keys()) body.text(symbol);
  });

  const seriesAt = file.length;
  const postings = writeSeries(file, series, symbols);

  // Label indices have not been read since version 2; the table of them is empty.
  const labelIndicesAt = file.length;
  const postingsAt = file.length;
  const offsets = writePostings(file, postings);
  const labelTableAt = file.length;
  section(file, (body) => body.uint32(0));
  const postingsTableAt = file.length;
  section(file, (body) => {
    body.uint32(offsets.length);
    for (const { name, value, offset } of offsets) {
      body.uvarint(2);
      body.text(name);
      body.text(value);
      body.uvarint(offset);
    }
  });

  const contents = new ByteWriter(64);
  for (const offset of [
    symbolsAt,
    seriesAt,
    labelIndicesAt,
    labelTableAt,
    postingsAt,
    postingsTableAt,
  ])
    contents.uint64(offset);
  file.append(contents.bytes);
  file.uint32(crc32c(contents.bytes));
  return file.bytes;
}

/** Length, body, checksum of the body. */
function section(file: ByteWriter, write: (body: ByteWriter) => void): void {
  const body = new ByteWriter();
  write(body);
  file.uint32(body.length);
  file.append(body.bytes);
  file.uint32(crc32c(body.bytes));
}

/** Byte order of UTF-8, in which Go sorts strings. */
export const byBytes = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Every label name and value, sorted, with its number. */
function symbolsOf(series: readonly IndexedSeries[]): Map<string, number> {
  const words = new Set<string>();
  for (const { labels } of series)
    for (const [name, value] of Object.entries(labels)) words.add(name).add(value);
  return new Map([...words].toSorted(byBytes).map((word, number) => [word, number]));
}

/** Series by label name and value; under two empty texts all of them. */
type Postings = Map<string, Map<string, number[]>>;

function writeSeries(
  file: ByteWriter,
  series: readonly IndexedSeries[],
  symbols: ReadonlyMap<string, number>,
): Postings {
  const postings: Postings = new Map([['', new Map([['', []]])]]);
  const body = new ByteWriter();
  for (const { labels, chunks } of series) {
    file.align(16);
    const reference = file.length / 16;
    postings.get('')?.get('')?.push(reference);
    body.clear();
    const pairs = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
    body.uvarint(pairs.length);
    for (const [name, value] of pairs) {
      body.uvarint(symbols.get(name) ?? 0);
      body.uvarint(symbols.get(value) ?? 0);
      const values = postings.get(name) ?? new Map<string, number[]>();
      postings.set(name, values);
      const list = values.get(value);
      if (list) list.push(reference);
      else values.set(value, [reference]);
    }
    writeChunkMetas(body, chunks);
    file.uvarint(body.length);
    file.append(body.bytes);
    file.uint32(crc32c(body.bytes));
  }
  return postings;
}

function writeChunkMetas(body: ByteWriter, chunks: readonly ChunkMeta[]): void {
  body.uvarint(chunks.length);
  let before: ChunkMeta | undefined;
  for (const chunk of chunks) {
    if (before === undefined) {
      body.varint(chunk.minTime);
      body.uvarint(chunk.maxTime - chunk.minTime);
      body.uvarint(chunk.offset);
    } else {
      body.uvarint(chunk.minTime - before.maxTime);
      body.uvarint(chunk.maxTime - chunk.minTime);
      body.varint(chunk.offset - before.offset);
    }
    before = chunk;
  }
}

function writePostings(
  file: ByteWriter,
  postings: Postings,
): { name: string; value: string; offset: number }[] {
  const offsets: { name: string; value: string; offset: number }[] = [];
  for (const name of [...postings.keys()].toSorted(byBytes)) {
    const values = postings.get(name) ?? new Map<string, number[]>();
    for (const value of [...values.keys()].toSorted(byBytes)) {
      file.align(4);
      offsets.push({ name, value, offset: file.length });
      const references = values.get(value) ?? [];
      section(file, (body) => {
        body.uint32(references.length);
        for (const reference of references) body.uint32(reference);
      });
    }
  }
  return offsets;
}
