import type { End } from './quotes.ts';

/** Finds the ends of regular expressions. They may span lines (the vendor's own examples do). */
export class RegexScanner {
  readonly #text: string;
  /** A bracket that opens before here is not closed on its line: a slash in it counts. */
  #brokenClassUntil = 0;
  #noneAfter = Infinity;

  constructor(text: string) {
    this.#text = text;
  }

  /** The end of the expression whose opening slash is at `from`: the first slash with no backslash and not in `[…]`. */
  endOf(from: number): End {
    const withClasses = from < this.#brokenClassUntil ? undefined : this.#find(from, true);
    if (withClasses !== undefined) return { end: withClasses, closed: true };
    const plain = this.#find(from, false);
    if (plain !== undefined) return { end: plain, closed: true };
    const lineEnd = this.#text.indexOf('\n', from);
    return { end: lineEnd < 0 ? this.#text.length : lineEnd, closed: false };
  }

  #find(from: number, classes: boolean): number | undefined {
    if (from >= this.#noneAfter) return undefined;
    const text = this.#text;
    let inClass = false;
    for (let at = from + 1; at < text.length; at += 1) {
      const char = text[at];
      if (char === '\\') at += 1;
      else if (char === '/' && !inClass) return at;
      else if (classes && char === '[') inClass = true;
      else if (char === ']') inClass = false;
      else if (char === '\n' && inClass) {
        this.#brokenClassUntil = at;
        return undefined;
      }
    }
    if (inClass) this.#brokenClassUntil = text.length;
    else if (!classes) this.#noneAfter = from;
    return undefined;
  }
}
