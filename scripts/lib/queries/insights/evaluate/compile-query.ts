import type { Command, CommandKind, Query } from '../ast.ts';
import { compileAccum, compileDisplay, compileFields, compileFilter } from './commands/fields.ts';
import { compileAppendCols, compileJoin } from './commands/join.ts';
import { compileExpand, compileUnnest } from './commands/lists.ts';
import { compileCidrLookup, compileLookup } from './commands/lookup.ts';
import { compileDedup, compileLimit, compileSort } from './commands/order.ts';
import { compileJson, compileParse } from './commands/parse.ts';
import { compilePattern } from './commands/pattern.ts';
import {
  compileAutoregress,
  compileCountFrequent,
  compileFillDown,
  compileFillMissing,
  compileSessionize,
} from './commands/series.ts';
import { compileStats } from './commands/stats.ts';
import { compileAddTotals, compileOutlier } from './commands/totals.ts';
import { MalformedQuery, NotEvaluatedHere } from './errors.ts';
import type { Stage } from './stage.ts';

type Compiler<K extends CommandKind> = (
  command: Extract<Command, { kind: K }>,
  stage: Stage,
) => void;

const refused =
  (why: string) =>
  (command: Command): never => {
    throw new NotEvaluatedHere(command.keyword.toLowerCase(), why);
  };

/** What each command adds to the pipe. Which log groups `SOURCE` names is settled before the query runs. */
const COMPILERS: { readonly [K in CommandKind]: Compiler<K> } = {
  fields: compileFields,
  display: compileDisplay,
  unmask: compileFields,
  filter: compileFilter,
  filterIndex: compileFilter,
  source: () => undefined,
  parse: compileParse,
  json: compileJson,
  stats: compileStats,
  sort: compileSort,
  limit: compileLimit,
  dedup: compileDedup,
  pattern: compilePattern,
  unnest: compileUnnest,
  expand: compileExpand,
  lookup: compileLookup,
  cidrlookup: compileCidrLookup,
  join: compileJoin,
  appendcols: compileAppendCols,
  addtotals: compileAddTotals,
  accum: compileAccum,
  autoregress: compileAutoregress,
  countFrequent: compileCountFrequent,
  filldown: compileFillDown,
  fillmissing: compileFillMissing,
  outlier: compileOutlier,
  sessionize: compileSessionize,
  'saved-query': refused('saved queries are kept in the account'),
  diff: refused('the documentation shows no example of its output'),
  anomaly: refused('it is a learnt model of CloudWatch'),
  logcompare: refused('the documentation does not say what its output looks like'),
  relevantfields: refused('the documentation does not say how the score is made'),
  estimate: refused('the documentation does not name the column of its answer'),
  unknown: (command) => {
    throw new MalformedQuery(`unexpected symbol found ${command.keyword || command.text}`, command);
  },
};

/** Commands that look at each event by itself: what passes them has been matched. */
const MATCHING: ReadonlySet<CommandKind> = new Set<CommandKind>([
  'fields',
  'display',
  'unmask',
  'filter',
  'filterIndex',
  'source',
  'parse',
  'json',
  'sort',
  'unnest',
  'expand',
  'lookup',
  'cidrlookup',
  'join',
]);

/** Compiles the commands onto a stage. `onMatched` is called where the number of matched events can be counted: a link is to be added there. */
export function compileCommands(query: Query, stage: Stage, onMatched: () => void): void {
  const barrier = query.commands.findIndex(({ kind }) => !MATCHING.has(kind));
  query.commands.forEach((command, index) => {
    if (index === barrier) onMatched();
    compileCommand(command, stage);
  });
  if (barrier < 0) onMatched();
}

function compileCommand<K extends CommandKind>(
  command: Extract<Command, { kind: K }>,
  stage: Stage,
): void {
  COMPILERS[command.kind](command, stage);
}
