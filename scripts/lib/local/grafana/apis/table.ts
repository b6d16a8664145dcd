import type { JsonObject } from '../../../state/resource.ts';
import { json, type Reply } from '../../http/reply.ts';
import type { DashboardRecord } from '../../store/records.ts';
import type { Call } from '../call.ts';
import { toToken } from '../continue-token.ts';
import { timestamp } from '../names.ts';
import { listVersion } from './list-version.ts';
import { dashboardObject } from './object.ts';

const COLUMNS = [
  {
    name: 'Name',
    type: 'string',
    format: 'name',
    description:
      'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names',
    priority: 0,
  },
  {
    name: 'Title',
    type: 'string',
    format: 'string',
    description: 'The dashboard name',
    priority: 0,
  },
  {
    name: 'Created At',
    type: 'date',
    format: '',
    description:
      'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
    priority: 0,
  },
];

/** A LIST in the form that kubectl prints. */
export function asTable(
  call: Call,
  shown: readonly DashboardRecord[],
  wanted: string,
  more = shown.length < call.workspace.store.dashboards.size,
): Reply {
  const last = shown.at(-1);
  const start = call.workspace.generation.unified ? last?.uid : last?.id;
  return json(200, {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: {
      resourceVersion: listVersion(call.workspace),
      ...(more && start !== undefined ? { continue: toToken(call.workspace, start) } : {}),
    },
    columnDefinitions: COLUMNS,
    rows: shown.map((dashboard) => ({
      cells: [dashboard.uid, dashboard.title, timestamp(dashboard.created)],
      object: partial(dashboardObject(call.workspace, dashboard, wanted)),
    })),
  });
}

const partial = ({ metadata }: JsonObject): object => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
});
