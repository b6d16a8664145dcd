import type { Expression, Item } from '../ast.ts';
import { columnName } from '../names.ts';
import { firstRows } from './collect.ts';
import type { Column } from './column.ts';
import type { QueryContext } from './context.ts';
import { compilerOf } from './expression/compile.ts';
import type { Evaluator, Predicate } from './evaluator.ts';
import { compileField } from './expression/field.ts';
import { Scope } from './scope.ts';
import type { Link, Order } from './sink.ts';

const field = (name: string): Column => ({ name, path: [name] });

/** "newest first by @timestamp" is the order when a query says none; events of one millisecond in the reverse of their coming. */
export const newestFirst: Order = (a, b) =>
  (b.event?.timestamp ?? 0) - (a.event?.timestamp ?? 0) || b.sequence - a.sequence;

/** The state of a query while its commands are compiled, one after the other. */
export class Stage {
  readonly context: QueryContext;
  readonly links: Link[] = [];
  scope = new Scope(true);
  /** The order that the rows are to have, not yet made; null: as they come. */
  order: Order | null = newestFirst;
  /** The period and column of the last `stats … by bin()`. */
  bin: {
    readonly slot: number;
    readonly next: (start: number) => number;
    readonly floor: (ms: number) => number;
  } | null = null;
  /** Slots of the groups of the last `stats`. */
  groups: readonly number[] = [];
  #shown = new Map<string, Column>();
  /** What is shown when no command says: system fields, or the columns of stats. */
  #base: readonly Column[] = [field('@timestamp'), field('@message')];
  #chosen = false;
  #display: readonly Column[] | null = null;

  constructor(context: QueryContext) {
    this.context = context;
  }

  expression(expression: Expression): Evaluator {
    return compilerOf(this.scope, this.context).expression(expression);
  }

  condition(condition: Expression): Predicate {
    return compilerOf(this.scope, this.context).condition(condition);
  }

  /** Adds a step that computes a slot of each row. */
  compute(slot: number, evaluate: Evaluator): void {
    this.links.push((next) => ({
      push: (row) => {
        row.values[slot] = evaluate(row);
        next.push(row);
      },
      finish: () => next.finish(),
    }));
  }

  /** Computes an item of `fields` or `display` where it is more than a field, and says what column it is. */
  item(item: Item): Column {
    const { expression, alias } = item;
    if (expression.kind === 'field' && (alias === undefined || alias.name === expression.name))
      return { name: expression.name, path: expression.path };
    const name = columnName(item, this.context.text);
    const known = this.scope.ofEvents ? undefined : this.scope.column(name);
    if (known !== undefined && alias === undefined) return field(name);
    const evaluate = this.expression(expression);
    this.compute(this.scope.define(name), evaluate);
    return alias ?? field(name);
  }

  /** `fields` shows its items; all such commands together. */
  show(column: Column): void {
    this.#chosen = true;
    this.#shown.set(column.name, column);
  }

  /** A field that a command has made is shown beside what `fields` shows. */
  showMade(name: string): void {
    if (!this.#shown.has(name)) this.#shown.set(name, field(name));
  }

  /** "The query results show only the fields of the final display." */
  display(columns: readonly Column[]): void {
    this.#display = columns;
  }

  /** Names in the order in which the result shows them. */
  get columns(): readonly Column[] {
    if (this.#display !== null) return this.#display;
    const base = this.#chosen ? [] : this.#base.filter(({ name }) => !this.#shown.has(name));
    return [...base, ...this.#shown.values()];
  }

  /** Puts the rows in their order, at most `limit` of them; from here on they come in it. */
  settle(limit = Infinity): void {
    if (this.order !== null || limit !== Infinity) this.links.push(firstRows(this.order, limit));
    this.order = null;
  }

  /** Behind a command that makes new rows: only its columns exist. */
  newRows(scope: Scope, columns: readonly string[], order: Order | null): void {
    this.scope = scope;
    this.order = order;
    this.#base = columns.map(field);
    this.#shown = new Map();
    this.#chosen = false;
    this.#display = null;
    this.bin = null;
    this.groups = [];
  }

  /** A reader of a column as things stand. */
  reader(column: Column): Evaluator {
    return compileField(column, this.scope, this.context);
  }
}
