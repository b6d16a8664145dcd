import { randomOf } from '../../../scripts/lib/local/faults/random.ts';
import {
  GRAFANA_VERSIONS,
  type GrafanaVersion,
} from '../../../scripts/lib/local/local-workspace.ts';

/** What goes wrong during one publish, drawn from a seed. */
export interface Schedule {
  readonly seed: number;
  readonly grafana: GrafanaVersion;
  /** Was something published before? */
  readonly isFirst: boolean;
  readonly faults: readonly string[];
  /** Does the content have alert rules and a library panel as well? */
  readonly hasOthers: boolean;
  /** A person edits a dashboard, the alert rule `r-1` or the library panel `lp-1` when so many events have been told. */
  readonly edits: readonly { readonly uid: string; readonly atEvent: number }[];
  /** Somebody else publishes the same project at another commit at this event. */
  readonly secondPublisherAt: number | undefined;
  /** Ctrl-C at this event. */
  readonly stopAt: number | undefined;
  /** SIGKILL for the process when the workspace is asked for the n-th time, so many milliseconds later. */
  readonly kill?: { readonly atRequest: number; readonly afterMs: number };
}

/** The same trouble for a process that is killed in the middle of it. */
export function killedScheduleOf(seed: number): Schedule {
  const random = randomOf(seed ^ 0x6b696c6c);
  const atRequest = 1 + Math.floor(random() * 36);
  return {
    ...scheduleOf(seed),
    stopAt: undefined,
    // At once, so that what was asked for is applied behind its back; or a little later, in the middle of what follows.
    kill: { atRequest, afterMs: random() < 0.5 ? 0 : Math.floor(random() * 12) },
  };
}

export function scheduleOf(seed: number): Schedule {
  const random = randomOf(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const oneOf = <T>(things: readonly [T, ...T[]]): T => things[below(things.length)] ?? things[0];
  const sometimes = <T>(share: number, value: () => T): T | undefined =>
    random() < share ? value() : undefined;
  const when = (): string => `next ${1 + below(2)} after ${below(8)}`;
  const grafanaFault = (): string =>
    oneOf([
      () => `throttle ${when()}`,
      () => `throttle retry-after 0 ${when()}`,
      () => `status-500 ${when()}`,
      () => `status-502 ${when()}`,
      () => `status-503 ${when()}`,
      () => `reset-before ${when()}`,
      () => `reset-after ${when()}`,
      () => `reset-after ${when()} on POST /api/dashboards/db`,
      () => `reset-before ${when()} on POST /api/dashboards/db`,
      () => `status-500 ${when()} on POST /api/*`,
      () => `slow 15 ${when()}`,
      () => `unauthorized next 1 after ${below(10)}`,
      () => `expire-tokens next 1 after ${below(10)}`,
      () => `status-500 ${when()} on PUT /api/v1/*`,
      () => `reset-after ${when()} on PUT /api/v1/*`,
      () => `reset-after ${when()} on POST /api/v1/*`,
      () => `reset-after ${when()} on PATCH /api/*`,
      () => `edit-before-write by ana next 1 after ${below(4)} on POST /api/dashboards/db`,
    ])();
  const awsFault = (): string =>
    `${oneOf(['throttle retry-after 0', 'status-500', 'reset-before', 'reset-after', 'status-502'])} on aws next ${1 + below(2)} after ${below(5)}`;
  return {
    seed,
    grafana: oneOf([...GRAFANA_VERSIONS] as [GrafanaVersion, ...GrafanaVersion[]]),
    isFirst: random() < 0.4,
    faults: [
      ...Array.from({ length: below(4) }, grafanaFault),
      ...Array.from({ length: below(2) }, awsFault),
    ],
    hasOthers: random() < 0.6,
    edits: Array.from({ length: below(3) }, () => ({
      uid: oneOf(['d-1', 'd-2', 'd-3', 'd-4', 'r-1', 'lp-1']),
      atEvent: below(16),
    })),
    secondPublisherAt: sometimes(0.25, () => below(12)),
    stopAt: sometimes(0.15, () => below(12)),
  };
}
