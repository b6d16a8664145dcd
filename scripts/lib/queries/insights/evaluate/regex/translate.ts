import { HORIZONTAL_SPACE, literal, namedSet } from './character-class.ts';
import { PatternReader } from './pattern-reader.ts';
import { PatternWriter, type Translation } from './pattern-writer.ts';
import { readClass } from './read-class.ts';

export type { Translation } from './pattern-writer.ts';

interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  x: boolean;
}

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
  readonly #writer = new PatternWriter();
  /** Of the groups that are open, what holds again when they close. */
  readonly #outer: Flags[] = [];
  #flags: Flags;

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
    if (this.#writer.hasOpenGroup) this.#reader.fail('a group is not closed');
    return this.#writer.finish();
  }

  #step(c: string): void {
    const writer = this.#writer;
    if (this.#flags.x && this.#skipsComment(c)) return;
    if (c === '\\') this.#escape();
    else if (c === '[')
      writer.put(readClass(this.#reader, this.#flags.i, () => writer.useUnicode()));
    else if (c === '(') this.#openGroup();
    else if (c === ')') this.#closeGroup();
    else if (c === '|') writer.separate('|');
    else if (c === '^' || c === '$') writer.separate({ anchor: c, m: this.#flags.m });
    else if (c === '.') writer.put(this.#flags.s ? '[^]' : '.');
    else if (c === '*' || c === '+' || c === '?') this.#quantify(c, c !== '?', 1);
    else if (c === '{') this.#brace();
    else this.#putCharacter(c.codePointAt(0) ?? 0);
  }

  #skipsComment(c: string): boolean {
    if (/\s/.test(c)) return true;
    if (c !== '#') return false;
    this.#reader.match(/[^\n]*/y);
    return true;
  }

  #putCharacter(code: number): void {
    if (code > 0xffff) this.#writer.useUnicode();
    this.#writer.put(literal(code, this.#flags.i));
  }

  #escape(): void {
    const writer = this.#writer;
    const letter = this.#reader.next();
    if (letter === '') this.#reader.fail('it ends in a backslash');
    if (letter === 'Q') return this.#quoted();
    if (/[dDwWsS]/.test(letter)) return writer.put(`\\${letter}`);
    if (letter === 'b' || letter === 'B') return writer.separate(`\\${letter}`);
    if (letter === 'h' || letter === 'H')
      return writer.put(`[${letter === 'H' ? '^' : ''}${HORIZONTAL_SPACE}]`);
    if (letter === 'v') return writer.put('[\\n\\x0b\\f\\r\\x85\\u2028\\u2029]');
    if (letter === 'R') return writer.put('(?:\\r\\n|[\\n\\x0b\\f\\r\\x85\\u2028\\u2029])');
    if (letter === 'A') return writer.separate({ anchor: '^', m: false });
    if (letter === 'z') return writer.separate({ anchor: '$', m: false });
    if (letter === 'Z') {
      writer.forbidLinear();
      return writer.separate('(?=\\n?$(?![^]))');
    }
    if (letter === 'p' || letter === 'P') return this.#property(letter === 'P');
    if (letter === 'k') return this.#namedReference();
    if (/[1-9]/.test(letter)) return this.#refer(Number(letter));
    const code = this.#reader.escapedCharacter(letter);
    if (code === null) this.#reader.fail(`\\${letter} means nothing`);
    this.#putCharacter(code);
  }

  #quoted(): void {
    const text = this.#reader.match(/[^]*?(?=\\E|$(?![^]))/y)?.[0] ?? '';
    this.#reader.take('\\E');
    for (const c of text) this.#putCharacter(c.codePointAt(0) ?? 0);
  }

  #property(negated: boolean): void {
    const match = this.#reader.match(/\{\^?([\w=]+)\}|([A-Z])/y);
    const name = match?.[1] ?? match?.[2] ?? this.#reader.fail('\\p wants a name');
    const set = namedSet(name);
    if (set !== undefined) return this.#writer.put(`[${negated ? '^' : ''}${set}]`);
    this.#writer.useUnicode();
    this.#writer.put(`\\${negated ? 'P' : 'p'}{${name.replace(/^Is/, '')}}`);
  }

  #namedReference(): void {
    this.#refer(this.#reader.match(/<(\w+)>/y)?.[1] ?? this.#reader.fail('\\k wants a name'));
  }

  #refer(group: number | string): void {
    if (!this.#writer.refer(group)) this.#reader.fail(`there is no group ${group}`);
  }

  #openGroup(): void {
    const reader = this.#reader;
    const named = reader.match(/\?P?<([A-Za-z_]\w*)>/y);
    if (named !== null) return this.#openCapture(named[1]);
    const look = reader.match(/\?(<?[=!])/y);
    if (look !== null) {
      this.#writer.forbidLinear();
      return this.#open(`(${look[0]}`);
    }
    if (reader.take('?>')) return this.#open('(?:', true);
    const inline = reader.match(/\?([imsxuUd]*)(?:-([imsxuUd]+))?([:)])/y);
    if (inline !== null) return this.#inlineFlags(inline);
    if (reader.looksAt('?')) reader.fail('an unknown kind of group');
    this.#openCapture(undefined);
  }

  #open(signs: string, atomic = false): void {
    this.#outer.push({ ...this.#flags });
    this.#writer.openGroup(signs, atomic);
  }

  #openCapture(name: string | undefined): void {
    if (name !== undefined && this.#writer.hasGroup(name))
      this.#reader.fail(`two groups are named ${name}`);
    this.#outer.push({ ...this.#flags });
    this.#writer.openCapture(name);
  }

  /** `(?i)` up to the end of the group that it stands in, `(?i:…)` for its own; `(?:` is the latter without a flag. */
  #inlineFlags([, on = '', off = '', end]: RegExpExecArray): void {
    if (end === ':') this.#open('(?:');
    else this.#writer.endAtom();
    const flags: Flags = { ...this.#flags };
    for (const flag of 'imsx' as Iterable<keyof Flags>) {
      if (on.includes(flag)) flags[flag] = true;
      if (off.includes(flag)) flags[flag] = false;
    }
    this.#flags = flags;
  }

  #closeGroup(): void {
    if (!this.#writer.closeGroup()) this.#reader.fail('a ) without its (');
    this.#flags = this.#outer.pop() ?? this.#flags;
  }

  #brace(): void {
    const match = this.#reader.match(/(\d+)(,(\d*))?\}/y);
    if (match === null) return this.#writer.put('\\{');
    const [, least = '', comma, most] = match;
    const unbounded = comma !== undefined && most === '';
    this.#quantify(`{${match[0]}`, unbounded, Number(most || least));
  }

  #quantify(quantifier: string, unbounded: boolean, copies: number): void {
    if (!this.#writer.canRepeat) this.#reader.fail(`nothing stands before ${quantifier}`);
    const lazy = this.#reader.take('?');
    const possessive = !lazy && this.#reader.take('+');
    this.#writer.quantify(lazy ? `${quantifier}?` : quantifier, unbounded, copies, possessive);
  }
}
