/** Classes of UTF-16 units, as cheap tests for the lexer. */

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Letters, the underscore, and everything beyond ASCII that is no space and no typographic quote. */
export const isWordStart = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  code === 95 ||
  (code >= 0xaa && !isSpace(code) && !isTypographic(code));

/** A character that needs no backticks inside a name; dots and brackets are separate. */
export const isWordPart = (code: number): boolean =>
  isWordStart(code) || isDigit(code) || code === 64;

/** ASCII white space, and what text copied from web pages has in its place. */
export const isSpace = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  code === 0xa0 ||
  code === 0xfeff ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x3000;

/** Quotation marks and dashes that word processors put in the place of `"`, `'` and `-`. */
export const isTypographic = (code: number): boolean =>
  (code >= 0x2018 && code <= 0x201f) || code === 0x2013 || code === 0x2014 || code === 0x2212;
