import { z } from 'zod';
import { isObject } from '../state/json.ts';
import type { JsonObject } from '../state/resource.ts';

/**
 * Answers of Grafana's HTTP API, as far as this project reads them; more fields are let through unread.
 * Recorded on 9.4 and 12.2: where the two differ both forms are accepted.
 */
// What JSON.parse gave is JSON: looking into each value of a dashboard would cost more than the request.
export const jsonObject = z.custom<JsonObject>(isObject, 'an object is expected');

export const healthSchema = z.object({ version: z.string() });
export const settingsSchema = z.object({ buildInfo: z.object({ version: z.string() }) });

export const searchHitSchema = z.object({
  uid: z.string(),
  title: z.string(),
  type: z.string(),
  tags: z.array(z.string()).nullish(),
  folderUid: z.string().nullish(),
});
export const searchSchema = z.array(searchHitSchema);

export const dashboardSchema = z.object({
  dashboard: jsonObject,
  meta: z.object({
    version: z.number(),
    folderUid: z.string().default(''),
    updatedBy: z.string().optional(),
    updated: z.string().optional(),
    provisioned: z.boolean().optional(),
  }),
});

export const savedDashboardSchema = z.object({
  uid: z.string(),
  version: z.number(),
  url: z.string().optional(),
});

export const versionSchema = z.object({
  version: z.number(),
  parentVersion: z.number().default(0),
  restoredFrom: z.number().default(0),
  created: z.string(),
  /** A login; a number on 9.4 (the id of the user, 0 for a service account). */
  createdBy: z.union([z.string(), z.number()]).transform(String),
  message: z.string().default(''),
  data: jsonObject.optional(),
});
export type DashboardVersion = z.output<typeof versionSchema>;

/** An array up to 10, an object with a continuation since 12. */
export const versionsSchema = z.union([
  z.array(versionSchema).transform((versions) => ({ versions, continueToken: '' })),
  z.object({ versions: z.array(versionSchema), continueToken: z.string().default('') }),
]);

export const folderSchema = z.object({
  uid: z.string(),
  title: z.string(),
  parentUid: z.string().optional(),
  version: z.number().optional(),
  createdBy: z.string().optional(),
  updatedBy: z.string().optional(),
  updated: z.string().optional(),
});
export type FolderAnswer = z.output<typeof folderSchema>;

/** `{alertrule: 0, dashboard: 2, folder: 0, librarypanel: 0}` */
export const folderCountsSchema = z.record(z.string(), z.number());

export const dataSourceSchema = z.looseObject({
  uid: z.string(),
  name: z.string(),
  type: z.string(),
  jsonData: jsonObject.nullish(),
  readOnly: z.boolean().default(false),
  version: z.number().optional(),
});
export type DataSourceAnswer = z.output<typeof dataSourceSchema>;
export const dataSourcesSchema = z.array(dataSourceSchema);

/** DELETE answers with a message, or with an empty body (folders on 9.4). */
export const anythingSchema = z.unknown();

const objectMetaSchema = z.object({
  name: z.string(),
  resourceVersion: z.string().optional(),
  generation: z.number().optional(),
  annotations: z.record(z.string(), z.string()).default({}),
});
export type ObjectMeta = z.output<typeof objectMetaSchema>;

/** The version that the classic API and the history know an object by. */
export const versionOfObject = ({ generation, resourceVersion }: ObjectMeta): number =>
  generation ?? (Number(resourceVersion) || 0);

export const storedSpecSchema = z.object({ spec: jsonObject });
/** One object of `/apis`, with all of its metadata: who writes it back must not lose any. */
export const dashboardObjectSchema = z.object({ metadata: z.looseObject(objectMetaSchema.shape) });

const conversionSchema = z
  .object({
    conversion: z
      .object({ failed: z.boolean().default(false), storedVersion: z.string().optional() })
      .optional(),
  })
  .nullish();

/** One dashboard of a page of `/apis/dashboard.grafana.app/v0alpha1/.../dashboards`. */
export const dashboardItemSchema = z.object({
  metadata: objectMetaSchema,
  spec: jsonObject.nullable(),
  status: conversionSchema,
});
export type DashboardItem = z.output<typeof dashboardItemSchema>;

/** A page of them as `pageOf` reads it: the items are looked at one after another, and each is validated then. */
export const dashboardPageSchema = z.object({
  metadata: z.object({ continue: z.string().optional() }),
  items: z.custom<Iterable<unknown>>(),
});
export type DashboardPage = z.output<typeof dashboardPageSchema>;

export const folderListSchema = z.object({
  metadata: z.object({ continue: z.string().optional() }),
  items: z
    .array(z.object({ metadata: objectMetaSchema, spec: z.object({ title: z.string() }) }))
    .nullable()
    .transform((items) => items ?? []),
});
