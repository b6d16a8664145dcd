import { writePieces, type Piece } from './pieces.ts';

/** A regular expression as JavaScript wants it. */
export interface Translation {
  readonly source: string;
  readonly flags: string;
  /** The capturing groups in the order of the query's text: their names, and their places in a match. */
  readonly groups: readonly { readonly name?: string; readonly index: number }[];
  /** Whether V8's linear-time engine can run it, and whether only that saves it from exponential time. */
  readonly linear: boolean;
  readonly nested: boolean;
}

/** 0: once at most; 1: a few times; 2: without a bound, or with a large one. */
type Repetition = 0 | 1 | 2;

/** A group that is open. */
interface Group {
  /** Where its pieces begin. */
  readonly start: number;
  /** How much what stood before it repeats. */
  readonly repeats: Repetition;
  readonly atomic: boolean;
}

/** V8's linear-time engine copies what a counted repetition repeats, up to so many times. */
const MOST_COPIES = 16;

/** Puts a translated pattern together, and notes what decides how long it may run. */
export class PatternWriter {
  readonly #pieces: Piece[] = [];
  readonly #names: (string | undefined)[] = [];
  readonly #original: number[] = [];
  readonly #open: Group[] = [];
  /** Where the pieces of the last atom begin, and how much it repeats inside; -1: nothing to repeat. */
  #atom = -1;
  #atomRepeats: Repetition = 0;
  #repeats: Repetition = 0;
  #nested = false;
  #linear = true;
  #unicode = false;

  /** Something that a quantifier may follow. */
  put(piece: Piece): void {
    this.#atom = this.#pieces.length;
    this.#atomRepeats = 0;
    this.#pieces.push(piece);
  }

  /** Something that cannot be repeated. */
  separate(piece: Piece): void {
    this.#pieces.push(piece);
    this.#atom = -1;
  }

  /** Lookarounds and references are beyond the linear-time engine. */
  forbidLinear(): void {
    this.#linear = false;
  }

  /** Without the flag u, a property or a character beyond the basic plane means nothing; with it, no linear time. */
  useUnicode(): void {
    this.#unicode = true;
    this.#linear = false;
  }

  /** What may be repeated is over: behind inline flags. */
  endAtom(): void {
    this.#atom = -1;
  }

  get canRepeat(): boolean {
    return this.#atom >= 0;
  }

  get hasOpenGroup(): boolean {
    return this.#open.length > 0;
  }

  hasGroup(name: string): boolean {
    return this.#names.includes(name);
  }

  /** A reference to a group by its number in the query's text, or by its name; false when there is none. */
  refer(group: number | string): boolean {
    const id = typeof group === 'number' ? this.#original[group - 1] : this.#names.indexOf(group);
    if (id === undefined || id < 0) return false;
    this.#linear = false;
    this.put({ reference: id });
    return true;
  }

  /** Opens a capturing group. */
  openCapture(name: string | undefined): void {
    const id = this.#newGroup(name);
    this.#original.push(id);
    this.openGroup({ open: id });
  }

  /** Opens a group by its first signs: `(?:`, `(?=`. */
  openGroup(piece: Piece, atomic = false): void {
    this.#open.push({ start: this.#pieces.length, repeats: this.#repeats, atomic });
    this.#pieces.push(piece);
    this.#repeats = 0;
    this.#atom = -1;
  }

  /** False when no group is open. */
  closeGroup(): boolean {
    const group = this.#open.pop();
    if (group === undefined) return false;
    this.#pieces.push(')');
    this.#atom = group.start;
    this.#atomRepeats = group.atomic ? 0 : this.#repeats;
    if (group.atomic) this.#makeAtomic();
    this.#repeats = more(group.repeats, this.#atomRepeats);
    return true;
  }

  /** Repeats the last atom; possessive: what it took is not given back. */
  quantify(quantifier: string, unbounded: boolean, copies: number, possessive: boolean): void {
    if (copies > MOST_COPIES) this.#linear = false;
    const repeats = unbounded || copies > MOST_COPIES ? 2 : copies > 1 ? 1 : 0;
    if (repeats + this.#atomRepeats > 2) this.#nested = true;
    this.#pieces.push(quantifier);
    if (possessive) this.#makeAtomic();
    else this.#repeats = more(this.#repeats, repeats);
    this.#atom = -1;
  }

  finish(): Translation {
    const { source, indexes, multiline, mixed } = writePieces(this.#pieces);
    return {
      source,
      flags: `${multiline ? 'm' : ''}${this.#unicode ? 'u' : ''}`,
      groups: this.#original.map((id) => {
        const name = this.#names[id];
        const index = indexes.get(id) ?? 0;
        return name === undefined ? { index } : { name, index };
      }),
      linear: this.#linear && !mixed,
      nested: this.#nested,
    };
  }

  /** JavaScript has no atomic groups; what a lookahead has captured is not given back either: `(?=(x))\1`. */
  #makeAtomic(): void {
    const id = this.#newGroup(undefined);
    this.#pieces.splice(this.#atom, 0, '(?:(?=', { open: id });
    this.#pieces.push('))', { reference: id }, ')');
    this.#linear = false;
  }

  #newGroup(name: string | undefined): number {
    this.#names.push(name);
    return this.#names.length - 1;
  }
}

const more = (a: Repetition, b: Repetition): Repetition => (a > b ? a : b);
