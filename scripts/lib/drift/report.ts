import { z } from 'zod';
import { differenceSchema } from '../plan/plan.ts';
import { RESOURCE_KINDS } from '../state/resource.ts';

export const DRIFT_SCHEMA_VERSION = 1;

/**
 * edited: content changed; moved: only its folder; deleted; unmarked: our tag was taken off, so that nothing would look
 * after it any more; replaced: another project or environment published over it. Worst first.
 */
export const DRIFT_KINDS = ['deleted', 'replaced', 'unmarked', 'edited', 'moved'] as const;

/** A save of somebody else since ours. */
export const driftVersionSchema = z.object({
  version: z.number(),
  /** A login, or what the server gives for it. */
  by: z.string(),
  /** ISO time of the server's clock. */
  at: z.string(),
  message: z.string(),
});
export type DriftVersion = z.output<typeof driftVersionSchema>;

const sourceLocation = z.object({ file: z.string(), line: z.number(), column: z.number() });

export const driftSchema = z.object({
  kind: z.enum(RESOURCE_KINDS),
  uid: z.string(),
  title: z.string(),
  what: z.enum(DRIFT_KINDS),
  /** Newest first; empty where Grafana keeps no history (folders, data sources). */
  versions: z.array(driftVersionSchema),
  /** From what was published to what is live; `version` is the save that brought it, where several were made. */
  diff: z.array(differenceSchema.extend({ version: z.number().optional() })),
  /** Lines to type. `adopt` is missing where there is no source to write into. */
  commands: z.object({ adopt: z.string().optional(), revert: z.string() }),
  /** What of ours it is compared with; missing when the history no longer holds it, or there is none. */
  published: z
    .object({ version: z.number(), at: z.string(), commit: z.string().optional() })
    .optional(),
  /** Version of the live content, on which a revert is conditional. */
  version: z.number().optional(),
  /** The code has changed as well since it was published. */
  codeIsAhead: z.boolean().optional(),
  /** Addresses of the dashboard and of Grafana's own comparison of versions. */
  links: z.object({ dashboard: z.string(), compare: z.string() }).optional(),
  /** Where the code stands that makes it; `panels` by panel id. */
  source: sourceLocation.optional(),
  panels: z.record(z.string(), sourceLocation).optional(),
  /** What the reader should know about this comparison. */
  note: z.string().optional(),
});
export type Drift = z.output<typeof driftSchema>;

const resourceName = z.object({ kind: z.enum(RESOURCE_KINDS), uid: z.string(), title: z.string() });

export const driftReportSchema = z.object({
  schemaVersion: z.literal(DRIFT_SCHEMA_VERSION),
  environment: z.string(),
  /** ISO time. */
  checkedAt: z.string(),
  workspace: z.object({ title: z.string(), url: z.string(), grafanaVersion: z.string() }),
  /** Everything could be looked at, and nothing differs from what was published. */
  inSync: z.boolean(),
  /** How many resources were looked for. */
  checked: z.number(),
  drifts: z.array(driftSchema),
  /** Made by hand inside our folders. */
  unmanaged: z.array(
    resourceName.extend({
      folderUid: z.string(),
      by: z.string().optional(),
      at: z.string().optional(),
    }),
  ),
  /** The code is ahead of what was published: the next publish does this. No drift. */
  pending: z.array(resourceName.extend({ action: z.enum(['create', 'update', 'delete']) })),
  /** Could not be looked at: never "in sync". */
  unchecked: z.array(resourceName.extend({ reason: z.string() })),
  /** Differences that environments.ts accepts. */
  accepted: z.array(
    z.object({ uid: z.string(), pointer: z.string(), reason: z.string(), until: z.string() }),
  ),
  /** Entries of environments.ts whose day has passed. */
  expired: z.array(
    z.object({ uid: z.string(), pointer: z.string(), reason: z.string(), until: z.string() }),
  ),
});
/** What `drift --json` writes. */
export type DriftReport = z.output<typeof driftReportSchema>;
