/** What the live preview tells an open page. */
export type LiveEvent =
  /** Dashboards were built anew: read yours again. */
  | { readonly kind: 'built' }
  /** The content does not build; the last good picture stays. */
  | { readonly kind: 'failed'; readonly errors: readonly BuildError[] };

export interface BuildError {
  readonly text: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  readonly lineText?: string;
  readonly length?: number;
}

/** The place, what is wrong there, and the line with a caret under the place: what an editor's compiler would print. */
export function buildErrorText({ text, file, line = 1, column = 1, lineText, length = 1 }: BuildError): string {
  const place = file === undefined ? '' : `${file}:${line}:${column}: `;
  if (lineText === undefined) return place + text;
  // Tabs stay tabs, so that the caret stands under its place however wide they are.
  const before = lineText.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return [place + text, `  ${lineText}`, `  ${before}${'^'.repeat(Math.max(1, length))}`].join('\n');
}
