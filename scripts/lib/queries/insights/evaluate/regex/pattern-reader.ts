import { MalformedQuery } from '../errors.ts';

/** Walks over the text of a regular expression and reads what Java and RE2 write in more than one way. */
export class PatternReader {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  /** The next code point as text, '' at the end. */
  next(): string {
    const code = this.text.codePointAt(this.position);
    if (code === undefined) return '';
    const c = String.fromCodePoint(code);
    this.position += c.length;
    return c;
  }

  looksAt(text: string): boolean {
    return this.text.startsWith(text, this.position);
  }

  /** Steps over the text if it comes next. */
  take(text: string): boolean {
    if (!this.looksAt(text)) return false;
    this.position += text.length;
    return true;
  }

  /** Steps over what a sticky expression matches. */
  match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.position;
    const match = sticky.exec(this.text);
    if (match !== null) this.position += match[0].length;
    return match;
  }

  fail(why: string): never {
    throw new MalformedQuery(`invalid regular expression /${this.text}/: ${why}`);
  }

  /**
   * The character that an escape stands for, its letter already read: `x1b`, `u001b`, `x{1F600}`, `n`, `e`, `0…`.
   * Null where the letter is the name of a class or an assertion.
   */
  escapedCharacter(letter: string): number | null {
    const control = CONTROLS[letter];
    if (control !== undefined) return control;
    if (letter === 'x' || letter === 'u') {
      const digits = letter === 'x' ? /\{([\da-f]+)\}|([\da-f]{2})/iy : /([\da-f]{4})/iy;
      const match = this.match(digits);
      if (match === null) this.fail(`\\${letter} wants hexadecimal digits`);
      return Number.parseInt(match[1] ?? match[2] ?? '', 16);
    }
    if (letter === '0') return Number.parseInt(this.match(/[0-7]{0,3}/y)?.[0] || '0', 8);
    if (letter === 'c') return (this.next().toUpperCase().codePointAt(0) ?? 64) ^ 64;
    return /[A-Za-z0-9]/.test(letter) ? null : (letter.codePointAt(0) ?? null);
  }
}

const CONTROLS: Readonly<Record<string, number>> = {
  t: 9,
  n: 10,
  r: 13,
  f: 12,
  a: 7,
  e: 27,
};
