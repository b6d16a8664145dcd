import { PatternReader } from './pattern-reader.ts';
import { writePieces, type Piece } from './pieces.ts';
import { readClass } from './read-class.ts';
import { HORIZONTAL_SPACE, literal, namedSet } from './character-class.ts';

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

interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  x: boolean;
}

/** 0: once at most; 1: a few times; 2: without a bound, or with a large one. */
type Repetition = 0 | 1 | 2;

interface Group {
  /** Where its pieces begin. */
  readonly start: number;
  readonly outer: Flags;
  /** How much what stood before it repeats. */
  readonly repeats: Repetition;
  readonly atomic: boolean;
}

/** V8's linear-time engine copies what a counted repetition repeats, up to so many times. */
const MOST_COPIES = 16;

/**
 * Translates the regular expressions of Logs Insights, in the notations of Java and RE2, to JavaScript: inline flags `(?i)` and
 * `(?i:…)`, `(?P<name>…)`, possessive quantifiers and atomic groups, `\Q…\E`, `\A \z \Z \h \e \x{…}`, POSIX and Unicode classes, `(?x)`.
 * Case is ignored by writing both cases, since V8's linear-time engine does not know the flag i.
 * Throws MalformedQuery for what neither notation allows.
 */
export function translate(pattern: string, flags: string): Translation {
  return new Translator(pattern, flags).run();
}

class Translator {
  readonly #reader: PatternReader;
  readonly #pieces: Piece[] = [];
  readonly #names: (string | undefined)[] = [];
  readonly #original: number[] = [];
  readonly #open: Group[] = [];
  #flags: Flags;
  /** Where the pieces of the last atom begin, and how much it repeats inside; -1: nothing to repeat. */
  #atom = -1;
  #atomRepeats: Repetition = 0;
  #repeats: Repetition = 0;
  #nested = false;
  #linear = true;
  #unicode = false;

  constructor(pattern: string, flags: string) {
    this.#reader = new PatternReader(pattern);
    this.#flags = {
      i: flags.includes('i'),
      m: flags.includes('m'),
      s: flags.includes('s'),
      x: flags.includes('x'),
    };
  }

  run(): Translation {
    while (!this.#reader.done) this.#step(this.#reader.next());
    if (this.#open.length > 0) this.#reader.fail('a group is not closed');
    return this.#finish();
  }

  #step(c: string): void {
    if (this.#flags.x && this.#skipsComment(c)) return;
    if (c === '\\') this.#escape();
    else if (c === '[') this.#put(readClass(this.#reader, this.#flags.i, () => this.#useUnicode()));
    else if (c === '(') this.#openGroup();
    else if (c === ')') this.#closeGroup();
    else if (c === '|') this.#separate('|');
    else if (c === '^' || c === '$') this.#separate({ anchor: c, m: this.#flags.m });
    else if (c === '.') this.#put(this.#flags.s ? '[^]' : '.');
    else if (c === '*' || c === '+' || c === '?') this.#quantify(c, c !== '?', 1);
    else if (c === '{') this.#brace();
    else this.#put(this.#literal(c.codePointAt(0) ?? 0));
  }

  #skipsComment(c: string): boolean {
    if (/\s/.test(c)) return true;
    if (c !== '#') return false;
    this.#reader.match(/[^\n]*/y);
    return true;
  }

  #literal(code: number): string {
    if (code > 0xffff) this.#useUnicode();
    return literal(code, this.#flags.i);
  }

  /** Without the flag u, a property or a character beyond the basic plane means nothing; with it, no linear time. */
  #useUnicode(): void {
    this.#unicode = true;
    this.#linear = false;
  }

  #put(piece: Piece): void {
    this.#atom = this.#pieces.length;
    this.#atomRepeats = 0;
    this.#pieces.push(piece);
  }

  /** Something that cannot be repeated. */
  #separate(piece: Piece): void {
    this.#pieces.push(piece);
    this.#atom = -1;
  }

  #escape(): void {
    const letter = this.#reader.next();
    if (letter === '') this.#reader.fail('it ends in a backslash');
    if (letter === 'Q') return this.#quoted();
    if (/[dDwWsS]/.test(letter)) return this.#put(`\\${letter}`);
    if (letter === 'b' || letter === 'B') return this.#separate(`\\${letter}`);
    if (letter === 'h' || letter === 'H')
      return this.#put(`[${letter === 'H' ? '^' : ''}${HORIZONTAL_SPACE}]`);
    if (letter === 'v') return this.#put('[\\n\\x0b\\f\\r\\x85\\u2028\\u2029]');
    if (letter === 'R') return this.#put('(?:\\r\\n|[\\n\\x0b\\f\\r\\x85\\u2028\\u2029])');
    if (letter === 'A') return this.#separate({ anchor: '^', m: false });
    if (letter === 'z') return this.#separate({ anchor: '$', m: false });
    if (letter === 'Z') return this.#look('(?=\\n?$(?![^]))');
    if (letter === 'p' || letter === 'P') return this.#property(letter === 'P');
    if (letter === 'k') return this.#namedReference();
    if (/[1-9]/.test(letter)) return this.#numberedReference(letter);
    const code = this.#reader.escapedCharacter(letter);
    if (code === null) this.#reader.fail(`\\${letter} means nothing`);
    this.#put(this.#literal(code));
  }

  #look(text: string): void {
    this.#linear = false;
    this.#separate(text);
  }

  #quoted(): void {
    const text = this.#reader.match(/[^]*?(?=\\E|$(?![^]))/y)?.[0] ?? '';
    this.#reader.take('\\E');
    for (const c of text) this.#put(this.#literal(c.codePointAt(0) ?? 0));
  }

  #property(negated: boolean): void {
    const match = this.#reader.match(/\{\^?([\w=]+)\}|([A-Z])/y);
    const name = match?.[1] ?? match?.[2] ?? this.#reader.fail('\\p wants a name');
    const set = namedSet(name);
    if (set !== undefined) return this.#put(`[${negated ? '^' : ''}${set}]`);
    this.#useUnicode();
    this.#put(`\\${negated ? 'P' : 'p'}{${name.replace(/^Is/, '')}}`);
  }

  #namedReference(): void {
    const name = this.#reader.match(/<(\w+)>/y)?.[1] ?? this.#reader.fail('\\k wants a name');
    const id = this.#names.indexOf(name);
    if (id < 0) this.#reader.fail(`there is no group ${name}`);
    this.#refer(id);
  }

  #numberedReference(first: string): void {
    const id = this.#original[Number(first) - 1];
    if (id === undefined) this.#reader.fail(`there is no group ${first}`);
    this.#refer(id);
  }

  #refer(id: number): void {
    this.#linear = false;
    this.#put({ reference: id });
  }

  #openGroup(): void {
    const reader = this.#reader;
    const outer = { ...this.#flags };
    const named = reader.match(/\?P?<([A-Za-z_]\w*)>/y);
    if (named !== null) return this.#begin(this.#capture(named[1]), outer);
    if (reader.take('?:')) return this.#begin('(?:', outer);
    for (const look of ['?=', '?!', '?<=', '?<!'])
      if (reader.take(look)) {
        this.#linear = false;
        return this.#begin(`(${look}`, outer);
      }
    if (reader.take('?>')) return this.#begin('(?:', outer, true);
    const inline = reader.match(/\?([imsxuUd]*)(?:-([imsxuUd]+))?([:)])/y);
    if (inline !== null) return this.#inlineFlags(inline, outer);
    if (reader.looksAt('?')) reader.fail('an unknown kind of group');
    this.#begin(this.#capture(undefined), outer);
  }

  #inlineFlags([, on = '', off = '', end]: RegExpExecArray, outer: Flags): void {
    const flags: Flags = { ...outer };
    for (const flag of 'imsx' as Iterable<keyof Flags>) {
      if (on.includes(flag)) flags[flag] = true;
      if (off.includes(flag)) flags[flag] = false;
    }
    if (end === ':') this.#begin('(?:', outer);
    else this.#atom = -1;
    this.#flags = flags;
  }

  #capture(name: string | undefined): Piece {
    const id = this.#newGroup(name);
    this.#original.push(id);
    return { open: id };
  }

  #newGroup(name: string | undefined): number {
    if (name !== undefined && this.#names.includes(name))
      this.#reader.fail(`two groups are named ${name}`);
    this.#names.push(name);
    return this.#names.length - 1;
  }

  #begin(piece: Piece, outer: Flags, atomic = false): void {
    this.#open.push({ start: this.#pieces.length, outer, repeats: this.#repeats, atomic });
    this.#pieces.push(piece);
    this.#repeats = 0;
    this.#atom = -1;
  }

  #closeGroup(): void {
    const group = this.#open.pop();
    if (group === undefined) this.#reader.fail('a ) without its (');
    this.#pieces.push(')');
    this.#atom = group.start;
    this.#atomRepeats = group.atomic ? 0 : this.#repeats;
    this.#flags = group.outer;
    if (group.atomic) this.#makeAtomic();
    this.#repeats = more(group.repeats, this.#atomRepeats);
  }

  /** JavaScript has no atomic groups; what a lookahead has captured is not given back either: `(?=(x))\1`. */
  #makeAtomic(): void {
    const id = this.#newGroup(undefined);
    this.#pieces.splice(this.#atom, 0, '(?:(?=', { open: id });
    this.#pieces.push('))', { reference: id }, ')');
    this.#linear = false;
  }

  #brace(): void {
    const match = this.#reader.match(/(\d+)(,(\d*))?\}/y);
    if (match === null) return this.#put('\\{');
    const [, least = '', comma, most] = match;
    const unbounded = comma !== undefined && most === '';
    this.#quantify(`{${match[0]}`, unbounded, Number(most || least));
  }

  #quantify(quantifier: string, unbounded: boolean, copies: number): void {
    if (this.#atom < 0) this.#reader.fail(`nothing stands before ${quantifier}`);
    if (copies > MOST_COPIES) this.#linear = false;
    const repeats = unbounded || copies > MOST_COPIES ? 2 : copies > 1 ? 1 : 0;
    if (repeats + this.#atomRepeats > 2) this.#nested = true;
    this.#pieces.push(quantifier);
    const possessive = !this.#reader.looksAt('?') && this.#reader.take('+');
    if (this.#reader.take('?')) this.#pieces.push('?');
    if (possessive) this.#makeAtomic();
    else this.#repeats = more(this.#repeats, repeats);
    this.#atom = -1;
  }

  #finish(): Translation {
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
}

const more = (a: Repetition, b: Repetition): Repetition => (a > b ? a : b);
