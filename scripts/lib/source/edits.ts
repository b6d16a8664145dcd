/** A piece of a file to be replaced; an empty span inserts, an empty text deletes. */
export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits that belong together: all of them or none. */
export type Candidate = readonly TextEdit[];

/** The text with the edits of one file made; they must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { start, end, text: replacement } of edits.toSorted((a, b) => b.start - a.start))
    result = result.slice(0, start) + replacement + result.slice(end);
  return result;
}
