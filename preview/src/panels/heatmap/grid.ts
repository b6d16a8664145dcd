import type { DisplayProcessor } from '@grafana/data';

/** Counts in a grid. Rows are ordinal (a bucket each, equally high) or stand on a numeric axis. */
export interface Cells {
  /** Start of each column, epoch milliseconds; all are `xSize` wide. */
  readonly columns: readonly number[];
  readonly xSize: number;
  /** Bounds from the lowest up; one more than there are rows. Texts where they stand on the axis. */
  readonly bounds: readonly number[];
  /** Names of the bounds of ordinal rows. */
  readonly names?: readonly string[];
  /** Which bound a row and a column are named by: the gap between cells stands on the other side. */
  readonly namedBy: 'upper' | 'lower' | 'centre';
  readonly log?: number;
  /** By column, then by row. */
  readonly counts: readonly (readonly (number | null)[])[];
  readonly unit?: string;
  readonly display?: DisplayProcessor;
}
