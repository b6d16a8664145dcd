import { z } from 'zod';
import { changeSchema, conflictSchema, planSchema, type Change, type Conflict } from './plan.ts';

export const OUTCOMES = ['done', 'failed', 'conflict', 'not-tried'] as const;

/** A version of somebody else that a write of ours replaced in a race; it stays in the history. */
const replacedSchema = z.object({
  version: z.number(),
  by: z.string().optional(),
  at: z.string().optional(),
});
export type ReplacedVersion = z.output<typeof replacedSchema>;

const outcomeSchema = z.object({
  /** done: the workspace is as the code wants it. not-tried: nothing was sent. */
  outcome: z.enum(OUTCOMES),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  /** The version that the write made. */
  version: z.number().optional(),
  /** Edits that landed between the server's check and its write: `rollback UID --to VERSION` brings one back. */
  replaced: z.array(replacedSchema).optional(),
  conflict: conflictSchema.optional(),
});
/** What became of a change. */
export type Outcome = z.output<typeof outcomeSchema>;

const publishedChangeSchema = changeSchema.extend(outcomeSchema.shape);
export type PublishedChange = z.output<typeof publishedChangeSchema>;

export const publishReportSchema = planSchema.extend({
  changes: z.array(publishedChangeSchema),
  /** Requests to the workspace. `written` counts writes of resources (the deploy annotation is none), `retried` repetitions of either kind. */
  requests: z.object({ read: z.number(), written: z.number(), retried: z.number() }),
  /** Seconds from the first request to the last. */
  seconds: z.number().optional(),
  /** Credentials of this run: how many were revoked, and the names of those that could not be. */
  credentials: z.object({ revoked: z.number(), left: z.array(z.string()) }).optional(),
});
/** What `publish --json` prints: the plan, and what became of it. */
export type PublishReport = z.output<typeof publishReportSchema>;

export const done = (facts: Omit<Outcome, 'outcome'> = {}): Outcome => ({
  outcome: 'done',
  ...facts,
});
export const failed = (code: string, message: string): Outcome => ({
  outcome: 'failed',
  error: { code, message },
});
export const notTried = (code: string, message: string): Outcome => ({
  outcome: 'not-tried',
  error: { code, message },
});

/** A conflict met while writing: somebody was there between the look and the write. */
export const conflicted = (conflict: Conflict, message: string): Outcome => ({
  outcome: 'conflict',
  conflict,
  error: { code: conflict.code, message },
});

/** Work tells what happens; renderers draw it. `--progress json` prints these, a line each. */
export type PublishEvent =
  | { readonly type: 'reading'; readonly environment: string; readonly dashboards: number }
  | { readonly type: 'planned'; readonly environment: string; readonly changes: number }
  | {
      readonly type: 'started';
      readonly environment: string;
      readonly kind: Change['kind'];
      readonly uid: string;
      readonly title: string;
      readonly action: Change['action'];
    }
  | {
      readonly type: 'finished';
      readonly environment: string;
      readonly kind: Change['kind'];
      readonly uid: string;
      readonly title: string;
      readonly action: Change['action'];
      readonly outcome: Outcome['outcome'];
      readonly error?: Outcome['error'];
    }
  | {
      readonly type: 'waiting';
      readonly environment: string;
      readonly reason: string;
      readonly delayMs: number;
    };
