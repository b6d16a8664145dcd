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
