import { z } from 'zod';
import type { JsonObject } from '../state/resource.ts';
import type { GrafanaClient } from './client.ts';
import { GrafanaError } from './grafana-error.ts';
import { anythingSchema, jsonObject } from './schemas.ts';

/**
 * Grafana's alerting provisioning API (https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/),
 * recorded on 9.4 and 12.2. 9 and 10 give it to admins only, later ones to editors, too.
 */
const PROVISIONING = '/api/v1/provisioning';

const groupSchema = z.object({
  interval: z.number().default(0),
  rules: z
    .array(jsonObject)
    .nullish()
    .transform((rules) => rules ?? []),
});

/** A group as the workspace has it. */
export interface LiveRuleGroup {
  /** Seconds. */
  readonly interval: number;
  readonly rules: readonly JsonObject[];
}

/** A group's body, and whether people may change it in the browser. */
export interface RuleGroupWrite {
  readonly folderUid: string;
  readonly group: string;
  readonly interval: number;
  readonly rules: readonly JsonObject[];
  readonly editable: boolean;
}

/** Without this header what the API writes is locked in the browser. */
const headersFor = (editable: boolean) =>
  editable ? { 'X-Disable-Provenance': 'true' } : undefined;

const groupPath = (folderUid: string, group: string): string =>
  `${PROVISIONING}/folder/${encodeURIComponent(folderUid)}/rule-groups/${encodeURIComponent(group)}`;

/** Every alert rule of the workspace, with the folder and group that it is in; undefined where alerting is switched off. */
export async function listAlertRules(client: GrafanaClient): Promise<JsonObject[] | undefined> {
  try {
    return await client.http.send(
      { method: 'GET', path: `${PROVISIONING}/alert-rules` },
      z.array(jsonObject),
    );
  } catch (error) {
    // Without Grafana alerting these paths do not exist.
    if (error instanceof GrafanaError && error.status === 404) return undefined;
    throw error;
  }
}

/** One group; undefined when there is none. 9.4 answers with an empty one where the folder is missing. */
export async function alertRuleGroup(
  client: GrafanaClient,
  folderUid: string,
  group: string,
): Promise<LiveRuleGroup | undefined> {
  try {
    const found = await client.http.send(
      { method: 'GET', path: groupPath(folderUid, group) },
      groupSchema,
    );
    return found.rules.length === 0 ? undefined : found;
  } catch (error) {
    if (error instanceof GrafanaError && error.status === 404) return undefined;
    throw error;
  }
}

/** The group is then as sent; rules that are left out are deleted. Up to 10.4 each uid must exist already (500). */
export async function putAlertRuleGroup(
  client: GrafanaClient,
  write: RuleGroupWrite,
): Promise<void> {
  const { folderUid, group, interval, rules, editable } = write;
  const headers = headersFor(editable);
  await client.http.send(
    {
      method: 'PUT',
      path: groupPath(folderUid, group),
      body: { title: group, folderUid, interval, rules },
      ...(headers && { headers }),
    },
    anythingSchema,
  );
}

export async function postAlertRule(
  client: GrafanaClient,
  rule: JsonObject,
  editable: boolean,
): Promise<void> {
  const headers = headersFor(editable);
  await client.http.send(
    {
      method: 'POST',
      path: `${PROVISIONING}/alert-rules`,
      body: rule,
      ...(headers && { headers }),
    },
    anythingSchema,
  );
}

/** Deletes one rule; says nothing when there is none. A group without rules does not exist. */
export async function deleteAlertRule(client: GrafanaClient, uid: string): Promise<void> {
  const path = `${PROVISIONING}/alert-rules/${encodeURIComponent(uid)}`;
  await client.http.send({ method: 'DELETE', path }, anythingSchema);
}

/** What only 12 and later tell of a rule, in the view that their own pages use. */
export interface RuleFacts {
  readonly version: number;
  readonly by?: string;
  readonly at?: string;
}

const rulerSchema = z.record(
  z.string(),
  z.array(
    z.object({
      rules: z.array(
        z.object({
          grafana_alert: z.object({
            uid: z.string(),
            version: z.number(),
            updated: z.string().optional(),
            updated_by: z.object({ uid: z.string().default(''), name: z.string() }).nullish(),
          }),
        }),
      ),
    }),
  ),
);

/** By uid, the rules of a folder: which version, who wrote it, when. Empty where the server does not say (up to 10.4). */
export async function ruleFacts(
  client: GrafanaClient,
  folderUid: string,
): Promise<ReadonlyMap<string, RuleFacts>> {
  try {
    const path = `/api/ruler/grafana/api/v1/rules/${encodeURIComponent(folderUid)}`;
    const folders = await client.http.send({ method: 'GET', path }, rulerSchema);
    const rules = Object.values(folders).flatMap((groups) =>
      groups.flatMap((group) => group.rules),
    );
    return new Map(
      rules.map(({ grafana_alert: { uid, version, updated, updated_by: author } }) => [
        uid,
        {
          version,
          // A person without a name is known by the uid alone.
          ...(author && { by: author.name || author.uid }),
          ...(updated !== undefined && { at: updated }),
        },
      ]),
    );
  } catch (error) {
    if (error instanceof GrafanaError && error.status !== undefined && error.status < 500)
      return new Map();
    throw error;
  }
}
