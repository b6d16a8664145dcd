import type { CommandKind } from '../ast.ts';

/** The keyword of every documented command in lower case, and what it is. Source: CWL_QuerySyntax.html and its topics. */
export const COMMANDS = {
  fields: 'fields',
  display: 'display',
  filter: 'filter',
  where: 'filter',
  filterindex: 'filterIndex',
  source: 'source',
  parse: 'parse',
  json: 'json',
  stats: 'stats',
  sort: 'sort',
  limit: 'limit',
  // Replaced with limit; still in older published queries.
  head: 'limit',
  tail: 'limit',
  dedup: 'dedup',
  pattern: 'pattern',
  diff: 'diff',
  anomaly: 'anomaly',
  unmask: 'unmask',
  unnest: 'unnest',
  expand: 'expand',
  lookup: 'lookup',
  cidrlookup: 'cidrlookup',
  join: 'join',
  addtotals: 'addtotals',
  accum: 'accum',
  appendcols: 'appendcols',
  autoregress: 'autoregress',
  countfrequent: 'countFrequent',
  count_frequent: 'countFrequent',
  filldown: 'filldown',
  fillmissing: 'fillmissing',
  logcompare: 'logcompare',
  outlier: 'outlier',
  relevantfields: 'relevantfields',
  sessionize: 'sessionize',
  estimate: 'estimate',
} as const satisfies Readonly<Record<string, CommandKind>>;

/** The kind of command that a keyword names, in any case. */
export const commandKind = (word: string): CommandKind | undefined =>
  Object.hasOwn(COMMANDS, word) ? COMMANDS[word as keyof typeof COMMANDS] : undefined;

/** A keyword as the vendor's pages spell it. */
export const keywordSpelling = (word: string): string =>
  word === 'source'
    ? 'SOURCE'
    : word === 'filterindex'
      ? 'filterIndex'
      : word === 'countfrequent'
        ? 'countFrequent'
        : word;

/** Whether the word behind `in (` begins a subquery. */
export const isSubqueryStart = (word: string): boolean => commandKind(word) !== undefined;

/** Words that people bring from other query languages, and what Insights has in their place. */
const FOREIGN: Readonly<Record<string, string>> = {
  select: 'fields',
  project: 'fields',
  extend: 'fields',
  eval: 'fields',
  order: 'sort',
  orderby: 'sort',
  having: 'filter',
  search: 'filter',
  grep: 'filter',
  group: 'stats',
  summarize: 'stats',
  aggregate: 'stats',
  timechart: 'stats',
  count: 'stats',
  top: 'limit',
  take: 'limit',
  distinct: 'dedup',
  rex: 'parse',
  extract: 'parse',
  table: 'display',
  stat: 'stats',
};

/** The command that a word of another query language stands for. */
export const foreignCommand = (word: string): string | undefined =>
  Object.hasOwn(FOREIGN, word) ? FOREIGN[word] : undefined;

/** The command that was probably meant: one of another language's word, or one or two letters away. */
export function nearestCommand(word: string): string | undefined {
  const foreign = foreignCommand(word);
  if (foreign !== undefined) return foreign;
  const names = Object.keys(COMMANDS).filter((name) => name !== 'head' && name !== 'tail');
  const allowed = word.length <= 4 ? 1 : 2;
  let nearest: string | undefined;
  let least = allowed + 1;
  for (const name of names) {
    const distance = editDistance(word, name, allowed);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/** Letters to insert, delete, replace or swap with their neighbour; `limit + 1` where there are more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? Infinity) + 1);
      row.push(best);
    }
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}
