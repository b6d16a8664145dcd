import type { Process, Task } from './tasks.ts';

/** What a client asks for. */
export type RequestKind =
  | 'list'
  | 'add'
  | 'delete'
  | 'head'
  | 'bad-form'
  | 'bad-id'
  | 'wrong-method'
  | 'not-found'
  | 'health'
  | 'scan';

/** One request to the app and what really became of it. Times are epoch milliseconds. */
export interface Request {
  readonly start: number;
  /** When the app was done; the client may have left before. */
  readonly end: number;
  readonly task: Task;
  readonly process: Process;
  readonly kind: RequestKind;
  readonly method: 'GET' | 'POST' | 'HEAD';
  readonly path: string;
  /** The rule of the app that matched: "None" for 404 and 405. */
  readonly rule: string;
  readonly status: number;
  /** Address of the load balancer's node. */
  readonly client: string;
  /** Position among all requests of the run: the key of its random details. */
  readonly number: number;
  /** When its insert failed and nobody was told. */
  readonly insertFailed?: number;
  /** Whether a failed insert found no server (else MongoDB refused the document). */
  readonly insertRefused?: boolean;
  /** Why it ended 5xx. */
  readonly exception?: 'no-server' | 'bad-id';
}
