/** What stands in the output before groups are numbered and the flag m is known. */
export type Piece =
  | string
  | { readonly open: number }
  | { readonly reference: number }
  | { readonly anchor: '^' | '$'; readonly m: boolean };

/** The output as text. */
export interface Written {
  readonly source: string;
  /** The place of each group in a match, by its id. */
  readonly indexes: ReadonlyMap<number, number>;
  /** Whether the flag m is needed. */
  readonly multiline: boolean;
  /** Anchors of both kinds stand in it, so that some are written as lookarounds. */
  readonly mixed: boolean;
}

/** Numbers the groups in the order in which they open, and writes everything out. */
export function writePieces(pieces: readonly Piece[]): Written {
  const indexes = new Map<number, number>();
  const anchors = { lines: false, text: false };
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    if ('open' in piece) indexes.set(piece.open, indexes.size + 1);
    if ('anchor' in piece) anchors[piece.m ? 'lines' : 'text'] = true;
  }
  return {
    source: pieces.map((piece) => written(piece, indexes, anchors.lines)).join(''),
    indexes,
    multiline: anchors.lines,
    mixed: anchors.lines && anchors.text,
  };
}

function written(piece: Piece, indexes: ReadonlyMap<number, number>, multiline: boolean): string {
  if (typeof piece === 'string') return piece;
  if ('open' in piece) return '(';
  if ('reference' in piece) return `(?:\\${indexes.get(piece.reference) ?? 0})`;
  if (piece.m || !multiline) return piece.anchor;
  return piece.anchor === '^' ? '(?<![^])' : '(?![^])';
}
