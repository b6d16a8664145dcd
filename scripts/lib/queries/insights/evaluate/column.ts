import type { FieldReference } from '../ast.ts';

/** A column of the result, read when the rows are complete. */
export interface Column {
  readonly name: string;
  readonly path: FieldReference['path'];
}
