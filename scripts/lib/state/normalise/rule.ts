import type { JsonObject } from '../resource.ts';

/** What a rule may look at beside the thing that it changes. */
export interface RuleContext {
  /** The whole dashboard. */
  readonly dashboard: JsonObject;
  /** The panel that a target belongs to. */
  readonly panel?: JsonObject;
}

/** What a rule is about: the dashboard, each of its panels (those in rows, too), each query of a panel, each variable. */
export type RuleSubject =
  'dashboard' | 'panel' | 'target' | 'variable' | 'annotation' | 'datasource';

/**
 * One thing that differs without anybody having changed what the dashboard shows.
 * Both sides of a comparison pass through the rules, so each brings its subject to one form: what equals a default goes.
 */
export interface Rule {
  readonly name: string;
  readonly subject: RuleSubject;
  /** Why it is no change. */
  readonly reason: string;
  /** Where it was seen or is documented. */
  readonly source: string;
  /** Changes the subject in place: the caller has made a copy. */
  readonly apply: (subject: JsonObject, context: RuleContext) => void;
}
