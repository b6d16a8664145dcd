import type { AppendColsCommand, Expression, JoinCommand } from '../../ast.ts';
import { keyOf } from '../comparison.ts';
import { MalformedQuery } from '../errors.ts';
import type { Evaluator } from '../evaluator.ts';
import type { Row } from '../row.ts';
import { perRow } from '../sink.ts';
import type { Stage } from '../stage.ts';
import { optionOf } from './option.ts';

/** "The number of unique key values in the secondary data source is limited to 50,000." */
const MOST_KEYS = 50_000;

/** Matches rows with the rows of another log group by equal keys. CWL_QuerySyntax-Join.html */
export function compileJoin(command: JoinCommand, stage: Stage): void {
  const { left, right, query, type } = command;
  if (left === undefined || right === undefined || query === undefined)
    throw new MalformedQuery('join wants left=, right= and a SOURCE in parentheses', command);
  const other = stage.context.subqueries.rows(query);
  stage.scope.sides.set(left.name, { scope: stage.scope, rowOf: (row) => row });
  stage.scope.sides.set(right.name, { scope: other.scope, rowOf: (row) => row.partner });
  const sideOf = (expression: Expression): 'left' | 'right' =>
    expression.kind === 'field' && expression.path[0] === right.name ? 'right' : 'left';
  const keys = equalities(command.condition).map(([a, b]) =>
    sideOf(a) === 'right' ? [b, a] : [a, b],
  );
  const leftKey = keyReader(keys.map(([a]) => stage.expression(a as Expression)));
  const rightReads = keys.map(([, b]) => {
    const { path, name } = b as Extract<Expression, { kind: 'field' }>;
    return other.reader({ name: name.slice(right.name.length + 1), path: path.slice(1) });
  });
  let index: Map<string, Row[]> | undefined;
  stage.links.push(
    perRow((row, next) => {
      index ??= indexOf(other.rows(), keyReader(rightReads));
      const key = leftKey(row);
      const partners = key === null ? undefined : index.get(key);
      for (const partner of partners ?? []) next.push(row.copy(partner));
      if (partners === undefined && type === 'left') next.push(row);
    }),
  );
}

/** The equalities that a condition joins by `and`. */
function equalities(condition: Expression): [Expression, Expression][] {
  if (condition.kind === 'binary' && condition.operator === 'and')
    return [...equalities(condition.left), ...equalities(condition.right)];
  if (
    condition.kind === 'binary' &&
    condition.operator === '=' &&
    condition.left.kind === 'field' &&
    condition.right.kind === 'field'
  )
    return [[condition.left, condition.right]];
  throw new MalformedQuery('join matches by equal fields only', condition);
}

const keyReader =
  (reads: readonly Evaluator[]) =>
  (row: Row): string | null => {
    const keys = reads.map((read) => keyOf(read(row)));
    return keys.includes(null) ? null : JSON.stringify(keys);
  };

function indexOf(rows: Iterable<Row>, keyOfRow: (row: Row) => string | null): Map<string, Row[]> {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOfRow(row);
    if (key === null) continue;
    const known = index.get(key);
    if (known === undefined) index.set(key, [row]);
    else known.push(row);
    if (index.size > MOST_KEYS)
      throw new MalformedQuery(`the right side of join has more than ${MOST_KEYS} keys`);
  }
  return index;
}

/** Sets the columns of a subquery beside the rows, first to first. CWL_QuerySyntax-Appendcols.html */
export function compileAppendCols(command: AppendColsCommand, stage: Stage): void {
  if (command.query === undefined)
    throw new MalformedQuery('appendcols wants a query in parentheses', command);
  const { columns, rows } = stage.context.subqueries.table(command.query);
  const override = optionOf(command, 'override')?.toLowerCase() === 'true';
  const most = Number(optionOf(command, 'max') ?? 10_000);
  stage.settle();
  const targets = columns.map((name) => {
    const old = stage.reader({ name, path: [name] });
    stage.showMade(name);
    return { name, old, slot: stage.scope.define(name) };
  });
  let position = 0;
  stage.links.push(
    perRow((row, next) => {
      const beside = position < most ? rows[position] : undefined;
      position++;
      for (const { name, old, slot } of targets) {
        const before = old(row);
        const value = beside?.get(name) ?? null;
        row.values[slot] = override ? (value ?? before) : (before ?? value);
      }
      next.push(row);
    }),
  );
}
