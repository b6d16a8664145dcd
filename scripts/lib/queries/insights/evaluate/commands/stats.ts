import type { CallExpression, Item, StatsCommand } from '../../ast.ts';
import { columnName, isTimeBucket } from '../../names.ts';
import { walk } from '../../visit.ts';
import { aggregateOf, type Aggregate } from '../aggregates/aggregate.ts';
import type { Accumulator } from '../aggregates/accumulator.ts';
import { MalformedQuery } from '../errors.ts';
import { compilerOf } from '../expression/compile.ts';
import type { Evaluator } from '../evaluator.ts';
import { Row } from '../row.ts';
import { Scope } from '../scope.ts';
import type { Link, Order } from '../sink.ts';
import type { Stage } from '../stage.ts';
import { millisecondsOf, periodOf } from '../time/period.ts';
import { Timestamp, type Value } from '../values.ts';
import { groupKeys } from './group-keys.ts';

/**
 * Aggregates the rows of each group; later commands see the groups' and aggregates' columns only. An item may use the aliases of
 * items before it. Rows come newest group first where a group is a time, else as the groups first appeared: CloudWatch promises no order.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html
 */
export function compileStats(command: StatsCommand, stage: Stage): void {
  const { context } = stage;
  const before = compilerOf(stage.scope, context);
  const groups = command.groups.map((group) => groupOf(group, command, stage));
  const after = new Scope(false);
  const groupSlots = command.groups.map((group) => after.define(columnName(group, context.text)));
  const aggregates: { aggregate: Aggregate; slot: number }[] = [];
  const items = command.aggregates.map((item) => {
    for (const call of callsIn(item)) {
      const aggregate = aggregateOf(call, before);
      if (aggregate === undefined) continue;
      const slot = after.hidden();
      after.aggregates.set(call, slot);
      aggregates.push({ aggregate, slot });
    }
    const read = compilerOf(after, context).expression(item.expression);
    return { read, slot: after.define(columnName(item, context.text)) };
  });
  if (items.length === 0) throw new MalformedQuery('stats wants an aggregate', command);
  stage.links.push(aggregated(groups, groupSlots, aggregates, items, after));
  const columns = [...command.groups, ...command.aggregates];
  stage.newRows(
    after,
    [...new Set(columns.map((item) => columnName(item, context.text)))],
    newestGroupFirst(command, groupSlots),
  );
  stage.groups = groupSlots;
  stage.bin = binOf(command, groupSlots);
}

/** The calls in an item, in text order. */
function callsIn(item: Item): CallExpression[] {
  const calls: CallExpression[] = [];
  walk(item.expression, (expression) => {
    if (expression.kind === 'call') calls.push(expression);
  });
  return calls;
}

/** `offset 1h` moves the buckets: what happened in an hour stands beside what happened in the next. */
function groupOf(group: Item, { offset }: StatsCommand, stage: Stage): Evaluator {
  const read = stage.expression(group.expression);
  if (offset === undefined || !isTimeBucket(group.expression)) return read;
  const shift = millisecondsOf(offset);
  return (row) => {
    const value = read(row);
    return value instanceof Timestamp ? new Timestamp(value.ms + shift) : value;
  };
}

function aggregated(
  groups: readonly Evaluator[],
  groupSlots: readonly number[],
  aggregates: readonly { readonly aggregate: Aggregate; readonly slot: number }[],
  items: readonly { readonly read: Evaluator; readonly slot: number }[],
  after: Scope,
): Link {
  const reads = aggregates.map(({ aggregate }) => aggregate.read);
  const create = (): Accumulator[] => aggregates.map(({ aggregate }) => aggregate.create());
  return (next) => {
    const table = groupKeys(groups, create);
    return {
      push: (row) => {
        const accumulators = table.of(row);
        for (let i = 0; i < reads.length; i++)
          (accumulators[i] as Accumulator).add((reads[i] as Evaluator)(row), row);
      },
      finish: () => {
        let sequence = 0;
        for (const { keys, content } of table.all()) {
          const values: Value[] = after.emptyValues();
          keys.forEach((key, i) => (values[groupSlots[i] as number] = key));
          aggregates.forEach(({ slot }, i) => (values[slot] = content[i]?.result() ?? null));
          const row = new Row(null, sequence++, values);
          for (const { read, slot } of items) values[slot] = read(row);
          next.push(row);
        }
        next.finish();
      },
    };
  };
}

function newestGroupFirst({ groups }: StatsCommand, slots: readonly number[]): Order | null {
  const times = slots.filter((_, i) => groups[i] && isTimeBucket(groups[i].expression));
  if (times.length === 0) return null;
  const msOf = (value: Value | undefined): number => (value instanceof Timestamp ? value.ms : 0);
  return (a, b) => {
    for (const slot of times) {
      const result = msOf(b.values[slot]) - msOf(a.values[slot]);
      if (result !== 0) return result;
    }
    return a.sequence - b.sequence;
  };
}

function binOf({ groups }: StatsCommand, slots: readonly number[]): Stage['bin'] {
  const index = groups.findIndex(({ expression }) => isTimeBucket(expression));
  const call = groups[index]?.expression;
  const argument = call?.kind === 'call' ? call.arguments.at(-1) : undefined;
  const period = argument?.kind === 'duration' ? periodOf(argument) : null;
  const slot = slots[index];
  return period === null || slot === undefined ? null : { slot, ...period };
}
