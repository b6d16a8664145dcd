import { z } from 'zod';

/** A value that a team has not filled in yet; refused by name with `hint` when the environment is used. */
const PLACEHOLDER = /REPLACE|^<.*>$/i;

const workspaceId = z
  .string()
  .regex(/^g-[0-9a-f]{10}$/, 'an AMG workspace id looks like g-0123456789');
const prometheusWorkspaceId = z
  .string()
  .regex(
    /^ws-[0-9a-f-]{36}$/,
    'an AMP workspace id looks like ws-01234567-89ab-cdef-0123-456789abcdef',
  );
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region looks like eu-central-1');
const uid = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/, 'a uid has 1 to 40 letters, digits, - and _ (a rule of Grafana)');
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date looks like 2026-12-31');

/** A log group of CloudWatch Logs, by name; the ARN is made from region and account. */
const logGroup = z
  .string()
  .regex(/^[\w./#-]{1,512}$/, 'a log group has 1 to 512 of A-Z a-z 0-9 _ - / . #');

/** A drift that somebody has decided to live with, until a day. */
const acceptedDrift = z.strictObject({
  uid: z.string(),
  /** JSON pointer into the dashboard or data source, such as `/panels/3/title`. */
  pointer: z.string().startsWith('/'),
  reason: z.string().min(1),
  until: isoDate,
});

/** A finding of `check` that somebody has decided to live with, until a day. An unused one is itself a finding. */
const checkException = z.strictObject({
  rule: z.string(),
  uid: z.string().optional(),
  panel: z.string().optional(),
  reason: z.string().min(1),
  until: isoDate,
});

export const environmentSchema = z.strictObject({
  /** Where dashboards go: `local` (the embedded workspace), an AMG workspace id, or the URL of any other Grafana (its token in GRAFANA_TOKEN). */
  grafana: z.union([z.literal('local'), workspaceId, z.url({ protocol: /^https?$/ })]),
  region,
  /** Twelve digits; makes the ARNs of log groups. */
  accountId: z.string().regex(/^\d{12}$/, 'an AWS account id has twelve digits'),
  /** The AMP workspace that the collector writes to. */
  prometheusWorkspaceId,
  logGroups: z.strictObject({
    app: logGroup,
    collector: logGroup.optional(),
    database: logGroup.optional(),
  }),
  folder: z.strictObject({ uid, title: z.string().min(1) }),
  /** What the app writes: `chapter` (the published app: per-path metrics, plain lines) or `app` (this repository's app/: per-route metrics, JSON lines). */
  contract: z.enum(['chapter', 'app']).default('chapter'),
  /** Temporary credential in the workspace: a token of a lasting service account (default), or an API key (Grafana 10 and older; AMG bills each key as a user). */
  credential: z.enum(['service-account', 'api-key']).default('service-account'),
  /** The share of requests that must succeed over 30 days, 0 to 1. */
  objective: z.number().gt(0).lt(1).default(0.995),
  /** `memory` of the app's container in the task definition, MiB: the app is killed at it, and no metric says it. */
  appMemoryMiB: z.number().positive().default(1024),
  /** Alert rules: `locked` (only the code changes them), `editable` in the browser, or `off` (published nowhere: another tool alerts, or Grafana alerting is switched off in the workspace). */
  alerts: z.enum(['locked', 'editable', 'off']).default('locked'),
  drift: z.strictObject({ accept: z.array(acceptedDrift).default([]) }).prefault({}),
  check: z
    .strictObject({
      levels: z.record(z.string(), z.enum(['error', 'warning', 'info', 'off'])).default({}),
      exceptions: z.array(checkException).default([]),
    })
    .prefault({}),
});

/** What environments.ts holds under a name, after validation. */
export type Environment = z.output<typeof environmentSchema>;
/** The same as a team writes it: what has a default may be left out. */
export type EnvironmentInput = z.input<typeof environmentSchema>;

export const isPlaceholder = (value: unknown): boolean =>
  typeof value === 'string' && PLACEHOLDER.test(value);
