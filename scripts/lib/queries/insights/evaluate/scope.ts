import type { CallExpression } from '../ast.ts';
import { sameColumn } from '../names.ts';
import type { Row } from './row.ts';

/** The rows of another side, reached by a prefix: `lambda.duration` behind a join. */
export interface Side {
  readonly scope: Scope;
  readonly rowOf: (row: Row) => Row | null;
}

/** Which names mean what at a point of the query. Computed fields have slots; the rest is looked up in the event. */
export class Scope {
  /** Whether rows still are log events, with system and discovered fields. False behind `stats`. */
  readonly ofEvents: boolean;
  readonly slots = new Map<string, number>();
  readonly sides = new Map<string, Side>();
  /** Aggregates of `stats` whose results are in slots while its items are computed. */
  readonly aggregates = new Map<CallExpression, number>();
  #width = 0;

  constructor(ofEvents: boolean) {
    this.ofEvents = ofEvents;
  }

  /** The slot of a name, made if need be. */
  define(name: string): number {
    let slot = this.slots.get(name);
    if (slot === undefined) {
      slot = this.hidden();
      this.slots.set(name, slot);
    }
    return slot;
  }

  /** The slot of a column by a spelling of its name: `Count( * )` is `count(*)`. */
  column(name: string): number | undefined {
    const slot = this.slots.get(name);
    if (slot !== undefined) return slot;
    for (const [column, other] of this.slots) if (sameColumn(column, name)) return other;
    return undefined;
  }

  /** A slot that no name reaches. */
  hidden(): number {
    return this.#width++;
  }

  /** How many slots a row needs, once all commands up to the next change of rows are compiled. */
  get width(): number {
    return this.#width;
  }

  /** A row's slots, all empty. */
  emptyValues(): null[] {
    return Array.from<null>({ length: this.#width }).fill(null);
  }
}
