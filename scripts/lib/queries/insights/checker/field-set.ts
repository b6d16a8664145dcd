import type { Span } from '../ast.ts';
import { columnKey } from '../names.ts';

/** What is known of a field that the query itself makes. */
export interface FieldOrigin {
  readonly name: string;
  /** Where it got its name. */
  readonly span: Span;
  /** A map or list, from jsonParse or `parse logfmt`: its attributes are reached with a dot. */
  readonly structure: boolean;
}

/** What took the other fields away. */
export interface Closing {
  readonly command: string;
  /** Names that are gone and that published queries use even so: `count` for `count()`, a field that `as` has renamed. */
  readonly loose: ReadonlySet<string>;
}

/** Names that are looked at for a likely misspelling: enough for people, bounded for machines. */
const SUGGESTIONS = 200;

/**
 * The fields that rows have between two commands. An open set may have more than is known: CloudWatch discovers the fields of
 * JSON logs when the query runs. Only a closed set, as `stats` leaves it, can tell that a field is gone.
 * A set is handed from command to command and grows on the way, so that a long pipe takes time in its length only.
 */
export class FieldSet {
  readonly #fields = new Map<string, FieldOrigin>();
  readonly #keys = new Set<string>();
  #closing: Closing | undefined;

  constructor(fields: Iterable<FieldOrigin> = [], closing?: Closing) {
    this.#closing = closing;
    this.add(fields);
  }

  get closing(): Closing | undefined {
    return this.#closing;
  }

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  get names(): readonly string[] {
    return [...this.#fields.keys()];
  }

  /** The first names, to compare a doubtful one with. */
  get suggestions(): readonly string[] {
    const names: string[] = [];
    for (const name of this.#fields.keys()) if (names.push(name) >= SUGGESTIONS) break;
    return names;
  }

  get(name: string): FieldOrigin | undefined {
    return this.#fields.get(name);
  }

  /** Whether a field exists under a name, or is an attribute of one that does (`lf.level` of `lf`). */
  has(name: string): boolean {
    if (this.#fields.has(name)) return true;
    for (let at = name.search(/[.[]/); at >= 0; at = nextPart(name, at))
      if (this.#fields.has(name.slice(0, at))) return true;
    return false;
  }

  /** Whether a column goes by an expression's text: `count(*)` behind `stats COUNT( * )`. */
  hasColumn(text: string): boolean {
    return this.#keys.has(columnKey(text));
  }

  /** This set with more fields. */
  add(fields: Iterable<FieldOrigin>): this {
    for (const field of fields) {
      this.#fields.set(field.name, field);
      this.#keys.add(columnKey(field.name));
    }
    return this;
  }

  /** This set, which from here on may have other fields, too. */
  open(): this {
    this.#closing = undefined;
    return this;
  }
}

function nextPart(name: string, at: number): number {
  const next = name.slice(at + 1).search(/[.[]/);
  return next < 0 ? -1 : at + 1 + next;
}
