import type { Resource } from '../state/resource.ts';
import type { AcceptedDrift } from './accept.ts';
import type { Drift, DriftReport } from './report.ts';

/** Both sides of a drift, for those who adopt or revert it. */
export interface DriftSides {
  /** What was published, or what the code wants where that is not known. */
  readonly published: Resource;
  /** Absent where it was deleted. */
  readonly live?: Resource;
}

/** What was found about one resource. */
export type Finding =
  | { readonly state: 'in-sync'; readonly accepted?: readonly AcceptedDrift[] }
  | { readonly state: 'pending'; readonly pending: DriftReport['pending'][number] }
  | { readonly state: 'missing' }
  | { readonly state: 'unchecked'; readonly unchecked: DriftReport['unchecked'][number] }
  | {
      readonly state: 'drift';
      readonly drift: Drift;
      readonly sides: DriftSides;
      readonly accepted?: readonly AcceptedDrift[];
    };
