/** A place in the text: `from` inclusive, `to` exclusive, in UTF-16 units (as `string.slice` counts). */
export interface Span {
  readonly from: number;
  readonly to: number;
}
