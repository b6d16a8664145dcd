import type { Fix, Severity } from '../queries/diagnostic.ts';
import type { Finding } from './finding.ts';

/** What a rule has found, before it is known where the code stands that makes it. */
export interface RawFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly uid?: string;
  /** `Row › Title`, or `variable task`. */
  readonly panel?: string;
  readonly panelId?: number;
  /** The place of the panel among all of the dashboard, where its id does not tell it. */
  readonly panelIndex?: number;
  /** The id that the panel should have. */
  readonly newId?: number;
  readonly fix?: Fix;
  /** The query and the part of it that is meant. */
  readonly query?: { readonly text: string; readonly from: number; readonly to: number };
}

/** A finding with its place, and what the terminal shows beside it. */
export interface LocatedFinding extends Finding {
  readonly excerpt?: RawFinding['query'];
  /** Replaces text in the query: what `--fix` applies. */
  readonly edit?: { readonly before: string; readonly after: string };
  /** Gives a panel an id of its own: what `--fix` applies. */
  readonly renumber?: { readonly index: number; readonly to: number };
}
