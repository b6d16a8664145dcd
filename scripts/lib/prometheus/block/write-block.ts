/**
 * Writes series as a block of Prometheus' time series database, the format that `promtool tsdb create-blocks-from openmetrics`
 * makes, too (a test compares the two). It is written here and not by promtool for two reasons: the OpenMetrics text cannot
 * carry stale markers (promtool turns every NaN into the same one, and a gap in the text is a gap, not an end), and the
 * some thirty labels of each series would be repeated in each line of the text.
 * Format: https://github.com/prometheus/prometheus/tree/main/tsdb/docs/format
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StoredSeries } from '../series.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { byBytes, writeIndex, type IndexedSeries } from './index-writer.ts';

export interface BlockSpan {
  /** Epoch milliseconds; samples with from <= time < to are written. */
  readonly from: number;
  readonly to: number;
}

export interface WrittenBlock {
  /** The block's folder; undefined where the span holds no sample. */
  readonly directory: string | undefined;
  readonly samples: number;
  readonly series: number;
}

/** Writes one block into `dataDirectory`, at once visible to a Prometheus that starts there and within a minute to one that runs. */
export async function writeBlock(
  dataDirectory: string,
  series: readonly StoredSeries[],
  { from, to }: BlockSpan,
): Promise<WrittenBlock> {
  const chunks = new ChunkWriter();
  const sorted = series
    .map((one) => ({ one, key: sortKey(one.labels) }))
    .toSorted((a, b) => byBytes(a.key, b.key));
  const indexed: IndexedSeries[] = [];
  for (const { one } of sorted) {
    const metas = chunks.write(one, from, to);
    if (metas.length > 0) indexed.push({ labels: one.labels, chunks: metas });
  }
  if (indexed.length === 0) return { directory: undefined, samples: 0, series: 0 };

  const ulid = ulidOf(from, to);
  const directory = path.join(dataDirectory, ulid);
  // Prometheus takes a folder for a block by its name: it gets it when it is complete.
  const temporary = path.join(dataDirectory, `${ulid}.writing`);
  await mkdir(path.join(temporary, 'chunks'), { recursive: true });
  await writeFile(path.join(temporary, 'chunks/000001'), chunks.bytes);
  await writeFile(path.join(temporary, 'index'), writeIndex(indexed));
  await writeFile(
    path.join(temporary, 'meta.json'),
    JSON.stringify({
      ulid,
      minTime: from,
      maxTime: to,
      stats: {
        numSamples: chunks.samples,
        numSeries: indexed.length,
        numChunks: chunks.chunks,
      },
      compaction: { level: 1, sources: [ulid] },
      version: 1,
    }),
  );
  await rename(temporary, directory);
  return { directory, samples: chunks.samples, series: indexed.length };
}

/** Orders series as Prometheus orders label sets: name by name, value by value. */
const sortKey = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}\u0000${value}`)
    .join('\u0000');

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The name of a block: a ULID whose time is the block's start and whose random part is its end, so that the same span has the same name. */
function ulidOf(from: number, to: number): string {
  const digits = (value: number, size: number): string => {
    let text = '';
    for (let rest = value; text.length < size; rest = Math.floor(rest / 32))
      text = `${CROCKFORD[rest % 32] ?? '0'}${text}`;
    return text;
  };
  return digits(from, 10) + digits(to, 16);
}
