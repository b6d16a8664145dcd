/** What can go wrong. `on` says where a kind strikes when nobody says otherwise. */
export const FAULT_KINDS = {
  throttle: { on: 'grafana', text: '429; on aws ThrottlingException with Retry-After' },
  'status-500': { on: 'grafana', text: '500, nothing applied' },
  'status-502': { on: 'grafana', text: "a proxy's 502 page in HTML, nothing applied" },
  'status-503': { on: 'grafana', text: '503, nothing applied' },
  'reset-before': { on: 'grafana', text: 'the connection breaks before the request is applied' },
  'reset-after': { on: 'grafana', text: 'the request is applied, then the connection breaks' },
  slow: { on: 'grafana', text: 'answers come late: slow 500 (milliseconds)' },
  unauthorized: { on: 'grafana', text: '401, as an expired token gets it' },
  'expire-tokens': { on: 'grafana', text: 'all tokens and keys made so far expire' },
  'edit-before-write': {
    on: 'grafana',
    text: 'a person saves the thing right before the write: edit-before-write by ana',
  },
  'dashboard-quota': {
    on: 'grafana',
    text: '403 for a new dashboard, as where there are as many as there may be',
  },
  'no-alerting': {
    on: 'grafana',
    text: 'Grafana alerting is switched off: its paths are not there',
  },
  'workspace-status': {
    on: 'aws',
    text: 'DescribeWorkspace tells another status: workspace-status VERSION_UPDATING',
  },
  'access-denied': {
    on: 'aws',
    text: 'IAM refuses: access-denied CreateWorkspaceServiceAccountToken (without a name: every call)',
  },
  'expired-credentials': { on: 'aws', text: 'the AWS credentials have expired' },
  'token-quota': { on: 'aws', text: 'no more tokens may be made' },
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

/** One thing that goes wrong, and when. Without `percent`, `next` and `after` it does each time. */
export interface Fault {
  readonly kind: FaultKind;
  /** Strikes this share of the requests that match, drawn from the seed. */
  readonly percent?: number;
  /** Strikes so many times, then never again. */
  readonly next?: number;
  /** Lets so many matching requests pass first. */
  readonly after?: number;
  readonly method?: string;
  /** A path, `*` for anything: `/api/dashboards/*`. */
  readonly path?: string;
  /** `aws`: the control plane instead of Grafana. */
  readonly on?: 'grafana' | 'aws';
  /** One call of the control plane: `CreateWorkspaceServiceAccountToken`. */
  readonly action?: string;
  /** Milliseconds of `slow`. */
  readonly milliseconds?: number;
  /** Seconds of a Retry-After header with `throttle`. AWS always sends one, by default 1. */
  readonly retryAfter?: number;
  /** Of `workspace-status`. */
  readonly status?: string;
  /** Login of the person of `edit-before-write`, by default `ana`. */
  readonly by?: string;
}
