import type { JsonObject } from '../../state/resource.ts';
import { json, type Reply } from '../http/reply.ts';
import type { Workspace } from '../workspace.ts';

/** One call of the AWS SDK, its signature already looked at. */
export interface AwsCall {
  readonly workspace: Workspace;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** Where the workspace listens: the `endpoint` of its description. */
  readonly url: string;
  /** AMG's status of the workspace. */
  readonly status: string;
}

export const ok = (body: object): Reply => json(200, body);
