import type { AcceptedDrift } from './accept.ts';
import type { Drift, DriftReport } from './report.ts';

/** What was found about one resource. */
export type Finding =
  | { readonly state: 'in-sync'; readonly accepted?: readonly AcceptedDrift[] }
  | { readonly state: 'pending'; readonly pending: DriftReport['pending'][number] }
  | { readonly state: 'missing' }
  | { readonly state: 'unchecked'; readonly unchecked: DriftReport['unchecked'][number] }
  | {
      readonly state: 'drift';
      readonly drift: Drift;
      readonly accepted?: readonly AcceptedDrift[];
    };
