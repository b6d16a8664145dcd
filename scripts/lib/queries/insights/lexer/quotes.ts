/** Where a token ends: `end` is the offset of its closing character, or where it was given up. */
export interface End {
  readonly end: number;
  readonly closed: boolean;
}

const LINE_WITH_PIPE = /\n[ \t]*\|/y;

/**
 * Finds the ends of strings. A string may span lines, but not a line that begins with a pipe: there a quote was forgotten,
 * and giving up at the line's end leaves the rest of the query readable.
 */
export class QuoteScanner {
  readonly #text: string;
  /** From here on no quote of a kind closes anything; spares a second look at the rest of the text. */
  readonly #noneAfter: Record<string, number> = { '"': Infinity, "'": Infinity };

  constructor(text: string) {
    this.#text = text;
  }

  /** The end of the string whose opening quote is at `from`. */
  endOf(from: number, quote: '"' | "'"): End {
    const text = this.#text;
    if (from < (this.#noneAfter[quote] ?? Infinity)) {
      for (let at = from + 1; at < text.length; at += 1) {
        const char = text[at];
        if (char === quote) return { end: at, closed: true };
        if (char === '\\') at += 1;
        else if (char === '\n') {
          LINE_WITH_PIPE.lastIndex = at;
          if (LINE_WITH_PIPE.test(text)) return { end: at, closed: false };
        }
      }
      this.#noneAfter[quote] = from;
    }
    const lineEnd = text.indexOf('\n', from);
    return { end: lineEnd < 0 ? text.length : lineEnd, closed: false };
  }
}

/**
 * The value of what stands between quotes: `\"`, `\'`, `\\` lose their backslash, `\n` and `\t` become what they name, every
 * other backslash stays (patterns such as `"\d+"` and Windows paths are common in published queries).
 */
export const unescapeString = (raw: string): string =>
  raw.replace(/\\(["'\\nt])/g, (_, c: string) => (c === 'n' ? '\n' : c === 't' ? '\t' : c));
