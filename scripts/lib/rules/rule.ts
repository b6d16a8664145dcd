import type { Severity } from '../queries/diagnostic.ts';

/** What a reader of docs/rules.md wants to know of a rule. */
export interface RuleInfo {
  /** `<area>/<name>`; never changes, exceptions and reports refer to it. */
  readonly code: string;
  /** The level unless environments.ts says otherwise. */
  readonly severity: Severity;
  /** What the rule asks for, in one line. */
  readonly summary: string;
  /** What goes wrong without it. */
  readonly why: string;
  /** Where the fact comes from. */
  readonly source?: string;
  readonly bad: string;
  readonly good: string;
  /** `check --fix` can repair it. */
  readonly fixable?: true;
}
