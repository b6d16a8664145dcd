import { z } from 'zod';
import { RESOURCE_KINDS } from '../state/resource.ts';

export const PLAN_SCHEMA_VERSION = 1;

/** One difference as a person would say it; `pointer` leads to it in the model. */
export const differenceSchema = z.object({
  /** added, removed, changed: of the thing at `path`; moved: same content at another place. */
  what: z.enum(['added', 'removed', 'changed', 'moved']),
  /** From the outside in: `["Latency", "Request duration p95", "query A"]` (row, panel, property). */
  path: z.array(z.string()),
  /** JSON pointer into the desired model (into the live one where the thing was removed). */
  pointer: z.string(),
  before: z.json().optional(),
  after: z.json().optional(),
  /** The panel that it is in, by its id before the change. */
  panelId: z.number().optional(),
  /** Grafana's unit of `before` and `after`, such as `percentunit`, where they are values of a panel. */
  unit: z.string().optional(),
  /** A short sentence when before → after alone would not be understood. */
  note: z.string().optional(),
});
export type Difference = z.output<typeof differenceSchema>;

export const ACTIONS = ['create', 'update', 'move', 'delete', 'noop', 'conflict'] as const;

export const CONFLICT_CODES = [
  /** Edited in Grafana after this project last wrote it. */
  'edited',
  /** Carries no mark of this project: somebody made it by hand, or another tool did. */
  'unmanaged',
  /** Carries the mark of another project or environment. */
  'foreign',
  /** Stored in a form that the classic API cannot give, such as schema v2 of Grafana 13. */
  'converted',
  /** Made by a file on the server: the API cannot write it. */
  'read-only',
  /** Alert rules: Grafana alerting is switched off in the workspace. */
  'alerting-off',
  /** More than the workspace may hold. */
  'quota',
  /** A library panel that would be deleted, and that dashboards still show. */
  'in-use',
] as const;

/** Why a change is not made, as facts. The words for it are the report's. */
export const conflictSchema = z.object({
  code: z.enum(CONFLICT_CODES),
  /** What this project wrote last, when anything. */
  published: z
    .object({
      version: z.number().optional(),
      commit: z.string().optional(),
      at: z.string().optional(),
    })
    .optional(),
  /** What the workspace has now, and who is said to have saved it. */
  live: z
    .object({
      version: z.number().optional(),
      by: z.string().optional(),
      at: z.string().optional(),
      message: z.string().optional(),
    })
    .optional(),
  /** Whose it is (`foreign`), or what it is stored as (`converted`). */
  detail: z.string().optional(),
});
export type Conflict = z.output<typeof conflictSchema>;

export const changeSchema = z.object({
  kind: z.enum(RESOURCE_KINDS),
  uid: z.string(),
  title: z.string(),
  action: z.enum(ACTIONS),
  /** What the change would do; of a conflict `edited`, what the edit in Grafana did. */
  diff: z.array(differenceSchema).optional(),
  conflict: conflictSchema.optional(),
  /** Why, where the action alone does not say it (a conflict's facts, an adoption). */
  reason: z.string().optional(),
  /** What a resource that would be made is made of. */
  holds: z
    .object({
      rows: z.number().optional(),
      panels: z.number().optional(),
      rules: z.number().optional(),
    })
    .optional(),
  /** Fingerprint of the content that would be written; absent where nothing would be. */
  content: z.string().optional(),
  /** What the plan saw, on which the write is conditional: version, resourceVersion, fingerprints. */
  seen: z
    .object({
      version: z.number().optional(),
      resourceVersion: z.string().optional(),
      fingerprint: z.string().optional(),
      folderUid: z.string().optional(),
      updatedBy: z.string().optional(),
      updated: z.string().optional(),
    })
    .optional(),
});
export type Change = z.output<typeof changeSchema>;

export const summarySchema = z.object({
  create: z.number(),
  update: z.number(),
  move: z.number(),
  delete: z.number(),
  noop: z.number(),
  conflict: z.number(),
});

export const planSchema = z.object({
  schemaVersion: z.literal(PLAN_SCHEMA_VERSION),
  environment: z.string(),
  grafanaVersion: z.string(),
  /** Commit that the desired state was built from; absent outside a git work tree. */
  commit: z.string().optional(),
  /** When this project last wrote one of the dashboards that differ, and from which commit; absent where none of them was looked into. */
  published: z.object({ at: z.string(), commit: z.string().optional() }).optional(),
  changes: z.array(changeSchema),
  /** Carry this project's mark, and the code does not have them any more: `--prune` deletes them. */
  orphans: z
    .array(z.object({ kind: z.enum(RESOURCE_KINDS), uid: z.string(), title: z.string() }))
    .optional(),
  /** What the plan was asked for; publishing it later asks for the same. */
  options: z
    .object({
      only: z.array(z.string()).optional(),
      overwrite: z.array(z.string()).optional(),
      prune: z.boolean().optional(),
    })
    .optional(),
  summary: summarySchema,
});
/** What a publish would do, as data. */
export type Plan = z.output<typeof planSchema>;
