import type { IncomingMessage, ServerResponse } from 'node:http';
import type { QueryAnswer } from '../queries/frame.ts';
import type { JsonObject } from '../state/resource.ts';

/** One target of `POST /api/ds/query`, its data source already looked up in the workspace. */
export interface DataQuery {
  /** `expr`, `expression`, `refId`, `statsGroups` … as in the panel, variables already replaced by the page. */
  readonly target: JsonObject;
  /** Grafana's plugin id: `prometheus`, `grafana-amazonprometheus-datasource`, `cloudwatch`. */
  readonly dataSourceType: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly intervalMs: number;
  readonly maxDataPoints: number;
}

/** What stands behind the workspace's data sources; commands hand it to the local workspace. */
export interface DataPlane {
  query(query: DataQuery, signal: AbortSignal): Promise<QueryAnswer>;
}

/** A part of another server under the local workspace's port: the page at /d/, the Logs API, AMP's query API. First match wins, before the workspace's own routes. */
export interface Mount {
  matches(request: IncomingMessage): boolean;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
