import type {
  AutoregressCommand,
  CountFrequentCommand,
  FillDownCommand,
  FillMissingCommand,
  SessionizeCommand,
} from '../../ast.ts';
import { expressionName } from '../../names.ts';
import { keyOf } from '../comparison.ts';
import { MalformedQuery } from '../errors.ts';
import { Row } from '../row.ts';
import { Scope } from '../scope.ts';
import { perRow, type Sink } from '../sink.ts';
import type { Stage } from '../stage.ts';
import { millisecondsOf } from '../time/period.ts';
import { Timestamp, toNumber, type Value } from '../values.ts';
import { groupKeys } from './group-keys.ts';

/** Values of rows before, in the order of the rows: `bytes_p1` … . CWL_QuerySyntax-Autoregress.html */
export function compileAutoregress(
  { expression, alias, lags: { first, last } }: AutoregressCommand,
  stage: Stage,
): void {
  stage.settle();
  const read = stage.expression(expression);
  const base = alias?.name ?? expressionName(expression, stage.context.text);
  const one = first === last && alias !== undefined;
  const targets = Array.from({ length: last - first + 1 }, (_, i) => {
    const name = one ? base : `${base}_p${first + i}`;
    stage.showMade(name);
    return { lag: first + i, slot: stage.scope.define(name) };
  });
  const before: Value[] = [];
  stage.links.push(
    perRow((row, next) => {
      for (const { lag, slot } of targets) row.values[slot] = before[lag - 1] ?? null;
      before.unshift(read(row));
      before.length = Math.min(before.length, last);
      next.push(row);
    }),
  );
}

/** How often each combination of values occurs, most frequent first; exact here. CWL_QuerySyntax-CountFrequent.html */
export function compileCountFrequent({ fields }: CountFrequentCommand, stage: Stage): void {
  const reads = fields.map((field) => stage.expression(field));
  const names = fields.map((field) => expressionName(field, stage.context.text));
  const after = new Scope(false);
  const slots = names.map((name) => after.define(name));
  const countSlot = after.define('_approxcount');
  stage.links.push((next) => {
    const table = groupKeys(reads, () => ({ count: 0 }));
    return {
      push: (row) => void table.of(row).count++,
      finish: () => {
        const groups = [...table.all()].toSorted((a, b) => b.content.count - a.content.count);
        groups.forEach(({ keys, content }, sequence) => {
          const values: Value[] = after.emptyValues();
          keys.forEach((key, i) => (values[slots[i] ?? 0] = key));
          values[countSlot] = content.count;
          next.push(new Row(null, sequence, values));
        });
        next.finish();
      },
    };
  });
  stage.newRows(after, [...names, '_approxcount'], null);
}

/** Carries the last value that is there into rows without one, in their order. CWL_QuerySyntax-Filldown.html */
export function compileFillDown({ fields }: FillDownCommand, stage: Stage): void {
  stage.settle();
  const known = new Set([...stage.columns.map(({ name }) => name), ...stage.scope.slots.keys()]);
  const wanted = fields.length === 0 ? ['*'] : fields.map(({ pattern }) => pattern);
  const names = wanted.flatMap((pattern) =>
    pattern.includes('*') ? [...known].filter((name) => matchesPattern(name, pattern)) : [pattern],
  );
  const targets = [...new Set(names)].map((name) => {
    const read = stage.reader({ name, path: name.split('.') });
    return { read, slot: stage.scope.define(name), last: null as Value };
  });
  stage.links.push(
    perRow((row, next) => {
      for (const target of targets) {
        target.last = target.read(row) ?? target.last;
        row.values[target.slot] = target.last;
      }
      next.push(row);
    }),
  );
}

function matchesPattern(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

/** Rows for the empty buckets of the query's time range, for each combination of the other groups. CWL_QuerySyntax-Fillmissing.html */
export function compileFillMissing(command: FillMissingCommand, stage: Stage): void {
  const { bin, groups, context } = stage;
  if (bin === null) throw new MalformedQuery('fillmissing comes after `stats … by bin()`', command);
  const others = groups.filter((slot) => slot !== bin.slot);
  const fills = command.fills.map(({ value, field }) => ({
    slot: stage.scope.define(field.name),
    read: stage.expression(value),
  }));
  const { scope } = stage;
  const startOf = (row: Row): number => toNumber(row.values[bin.slot] ?? null) ?? NaN;
  const fill = (present: readonly Row[], next: Sink): void => {
    const starts = new Set(present.map(startOf));
    for (let t = bin.floor(context.start); t < context.end; t = bin.next(t)) {
      if (starts.has(t)) continue;
      const values: Value[] = scope.emptyValues();
      for (const slot of others) values[slot] = present[0]?.values[slot] ?? null;
      values[bin.slot] = new Timestamp(t);
      const row = new Row(null, present[0]?.sequence ?? 0, values);
      for (const { slot, read } of fills) values[slot] = read(row);
      next.push(row);
    }
  };
  stage.links.push((next) => {
    const series = new Map<string, Row[]>();
    return {
      push: (row) => {
        const key = JSON.stringify(others.map((slot) => keyOf(row.values[slot] ?? null)));
        series.set(key, [...(series.get(key) ?? []), row]);
        next.push(row);
      },
      finish: () => {
        for (const present of series.values()) fill(present, next);
        next.finish();
      },
    };
  });
}

/** Numbers the sessions of each identity; a session ends when nothing came for `maxspan`. CWL_QuerySyntax-Sessionize.html */
export function compileSessionize(
  { fields, maxspan, alias, ...command }: SessionizeCommand,
  stage: Stage,
): void {
  if (maxspan?.kind === 'placeholder')
    throw new MalformedQuery(`unexpected symbol found ${maxspan.text}`, maxspan);
  const gap = maxspan === undefined ? 30 * 60_000 : millisecondsOf(maxspan);
  const reads = fields.map((field) => stage.expression(field));
  if (reads.length === 0) throw new MalformedQuery('sessionize wants a field', command);
  const name = alias?.name ?? 'session_id';
  stage.showMade(name);
  const slot = stage.scope.define(name);
  const sessions = new Map<string, { last: number; id: number }>();
  let count = 0;
  stage.links.push(
    perRow((row, next) => {
      const key = JSON.stringify(reads.map((read) => keyOf(read(row))));
      const time = row.event?.timestamp ?? row.sequence;
      let session = sessions.get(key);
      if (session === undefined || time - session.last > gap)
        sessions.set(key, (session = { last: time, id: ++count }));
      session.last = time;
      row.values[slot] = session.id;
      next.push(row);
    }),
  );
}
