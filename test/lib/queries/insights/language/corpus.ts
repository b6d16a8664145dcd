import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Documented {
  readonly page: string;
  readonly query: string;
}

/** Queries that the vendor publishes, each with the page that it stands on. */
export const corpus: readonly Documented[] = readFileSync(
  path.join(import.meta.dirname, 'corpus.jsonl'),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Documented);

/** A tree without its places, to compare what two texts mean. */
export const meaning = (tree: unknown): unknown =>
  JSON.parse(
    JSON.stringify(tree, (key, value: unknown) =>
      key === 'from' || key === 'to' || key.endsWith('Span') ? undefined : value,
    ),
  );
