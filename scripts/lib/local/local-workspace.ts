import type { DataPlane, Mount } from './data-plane.ts';

/** The Grafana versions that AMG offers and the local workspace plays. */
export const GRAFANA_VERSIONS = ['9.4', '10.4', '12.4', '13.2'] as const;
export type GrafanaVersion = (typeof GRAFANA_VERSIONS)[number];

export interface LocalWorkspaceOptions {
  readonly grafana?: GrafanaVersion;
  /** Folder that keeps the data; absent: in memory. */
  readonly directory?: string;
  /** 0 (the default) takes a free one. Binds to 127.0.0.1 only. */
  readonly port?: number;
  /** Milliseconds added to each answer. */
  readonly latencyMs?: number;
  readonly dataPlane?: DataPlane;
  readonly mounts?: readonly Mount[];
}

/** A running local workspace: AMG's control plane and Grafana's HTTP API on one port. */
export interface LocalWorkspace {
  /** `http://127.0.0.1:<port>`, both the Grafana and the endpoint of the AWS SDK. */
  readonly url: string;
  /** The AMG workspace id that its control plane knows. */
  readonly workspaceId: string;
  readonly grafana: GrafanaVersion;
  /** Stops listening, lets go of the folder; what was answered is on disk. */
  close(): Promise<void>;
}
