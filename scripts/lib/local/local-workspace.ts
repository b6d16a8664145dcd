import type { DataPlane, Mount } from './data-plane.ts';
import type { Fault } from './faults/fault.ts';
import type { RequestLogEntry } from './http/request-log.ts';

/** The Grafana versions that AMG offers and the local workspace plays. */
export const GRAFANA_VERSIONS = ['9.4', '10.4', '12.4', '13.2'] as const;
export type GrafanaVersion = (typeof GRAFANA_VERSIONS)[number];

export interface LocalWorkspaceOptions {
  /** Absent: the version that the folder holds, or 12.4. */
  readonly grafana?: GrafanaVersion;
  /** Folder that keeps the data; absent: in memory. */
  readonly directory?: string;
  /** 0 (the default) takes a free one. Binds to 127.0.0.1 only. */
  readonly port?: number;
  /** Milliseconds added to each answer. */
  readonly latencyMs?: number;
  readonly dataPlane?: DataPlane;
  readonly mounts?: readonly Mount[];
  /** What shall go wrong, see `npm run local -- --help`. */
  readonly faults?: readonly (Fault | string)[];
  /** Makes the faults that strike by chance the same in each run. 1 where nobody says. */
  readonly seed?: number;
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

/** A person with a password, who signs in with Basic authentication. */
export interface Person {
  readonly login: string;
  /** By default the login. */
  readonly password?: string;
  /** By default Editor. */
  readonly role?: 'Admin' | 'Editor' | 'Viewer';
  readonly name?: string;
}

/** A local workspace of this process, with what tests and measurements need beside its two APIs. */
export interface StartedWorkspace extends LocalWorkspace {
  readonly faults: {
    add(fault: Fault | string): void;
    clear(): void;
    list(): readonly (Fault & { readonly struck: number })[];
  };
  /** What was asked so far; mounts are not in it. */
  readonly requests: {
    entries(): readonly RequestLogEntry[];
    clear(): void;
  };
  /** Makes a person, or changes the one with this login. */
  addPerson(person: Person): void;
  /** Moves the workspace's clock forward: tokens expire, memories fade. */
  advanceClock(milliseconds: number): void;
}
