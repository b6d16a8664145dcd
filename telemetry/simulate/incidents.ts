/** What can be made to happen to the simulated app. */
export const incidentCatalogue = {
  'mongo-outage': {
    minutes: 10,
    what: 'MongoDB refuses connections: every page waits 30 s and fails, a POST 60 s',
  },
  'mongo-slow': { minutes: 10, what: 'MongoDB takes seconds to answer; nothing fails' },
  'task-crash-loop': {
    minutes: 10,
    what: 'the app process of one task dies about once a minute and is started again',
  },
  deploy: { minutes: 5, what: 'every task is replaced by one of the next revision' },
  'memory-leak': {
    minutes: 30,
    what: 'the app process of one task grows until the kernel kills it',
  },
  'fd-leak': {
    minutes: 30,
    what: 'the app process of one task leaves files open, up to its limit',
  },
  'cpu-saturation': { minutes: 10, what: 'the app processes use all the CPU that they can get' },
  'scanner-storm': { minutes: 10, what: 'a scanner asks for paths that do not exist' },
  'swallowed-insert-errors': {
    minutes: 10,
    what: 'inserts fail, pages still show: to-dos are lost and no error is counted',
  },
  'traffic-drop': { minutes: 10, what: 'no user reaches the app; health checks still do' },
  'collector-down': { minutes: 10, what: 'the collector of every task stops' },
  'remote-write-cut': { minutes: 10, what: 'the store takes no writes; what was held is lost' },
  'scrape-failing': {
    minutes: 10,
    what: 'the app does not answer /metrics; users see nothing of it',
  },
} as const satisfies Record<string, { minutes: number; what: string }>;

export type IncidentName = keyof typeof incidentCatalogue;

export const incidentNames = Object.keys(incidentCatalogue) as readonly IncidentName[];

export const isIncidentName = (name: string): name is IncidentName =>
  Object.hasOwn(incidentCatalogue, name);

export interface IncidentRequest {
  readonly name: IncidentName;
  /** When it begins, epoch milliseconds; 15 minutes before the end where absent. */
  readonly at?: number;
  /** How long it lasts; where absent as long as the catalogue says. */
  readonly minutes?: number;
}

/** When an incident begins and is over, epoch milliseconds. */
export interface Incident {
  readonly name: IncidentName;
  readonly from: number;
  readonly to: number;
}

/** The incidents of a run, to be asked at any moment of it. */
export class Incidents {
  readonly all: readonly Incident[];

  constructor(requests: readonly IncidentRequest[], end: number) {
    this.all = requests
      .map(({ name, at, minutes }) => {
        const from = at ?? end - 15 * 60_000;
        return { name, from, to: from + (minutes ?? incidentCatalogue[name].minutes) * 60_000 };
      })
      .toSorted((a, b) => a.from - b.from);
  }

  named(name: IncidentName): readonly Incident[] {
    return this.all.filter((incident) => incident.name === name);
  }

  /** The incident of that name that is under way at `time`. */
  at(name: IncidentName, time: number): Incident | undefined {
    return this.all.find((one) => one.name === name && one.from <= time && time < one.to);
  }
}
