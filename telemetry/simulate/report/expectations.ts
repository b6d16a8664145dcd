import type { Contract } from '../../metrics.ts';
import type { IncidentName } from '../incidents.ts';

/** What the dashboard has to do in an incident, by the titles of its panels. Every panel of the first screen is in one of the three. */
export interface Expectation {
  /** Must show it within two minutes of simulated time. */
  readonly change: readonly string[];
  /** Must not show anything, or they would lead astray. */
  readonly quiet: readonly string[];
  /** May follow, sooner, later or not at all; with the reason. */
  readonly may: Readonly<Record<string, string>>;
}

const objective = ['Availability', 'Error budget', 'Burn rate'];
const pipeline = ['Tasks', 'Age'];
const errors = ['Exceptions and lost to-dos', 'ERROR records'];
const slow = ['p95', 'Latency', 'Slow requests'];
const failing = ['Error ratio', 'Failing where'];
const traffic = ['Traffic', 'Requests by outcome'];

/** Drawn over 80 s: two scrapes after the last sample there is nothing to draw. */
const running = [
  'Requests by outcome',
  'Error ratio',
  'Exceptions and lost to-dos',
  'Latency',
  'Slow requests',
  'Traffic',
];
const runDry = 'looks five minutes back, so it ends later';
const because = (reason: string, ...titles: readonly string[]): Record<string, string> =>
  Object.fromEntries(titles.map((title) => [title, reason]));

const blind: Omit<Expectation, 'change'> = {
  // What happened before is still true, and the log does not come this way.
  quiet: [...objective, 'ERROR records'],
  may: because(runDry, 'p95', 'Failing where', 'Fullest resource'),
};

const ofTheChapter: Record<IncidentName, Expectation> = {
  'mongo-outage': {
    change: ['Availability', 'Error budget', ...errors, ...slow, ...failing, 'Requests by outcome'],
    quiet: pipeline,
    may: {
      'Burn rate':
        "waits until an hour's budget is at stake: two to three minutes of a full outage",
      Traffic: 'dips while all wait, and is back when the first have failed',
      'Fullest resource': 'what waits holds memory and a file',
    },
  },
  'mongo-slow': {
    change: slow,
    quiet: [...objective, ...pipeline, ...errors, ...failing, 'Traffic'],
    may: because('requests end seconds later', 'Requests by outcome', 'Fullest resource'),
  },
  'task-crash-loop': {
    change: ['Tasks', 'Scrapes'],
    quiet: [...objective, 'Age'],
    may: because(
      'what the struck task answers is missing while it is down, and its counters begin anew',
      ...traffic,
      ...failing,
      ...slow,
      ...errors,
      'Fullest resource',
    ),
  },
  deploy: {
    change: ['Tasks'],
    quiet: [...objective, 'p95', 'Age', 'Slow requests', 'ERROR records'],
    may: because(
      'new tasks have new series, whose first counts no rate can see',
      ...traffic,
      ...failing,
      'Latency',
      'Exceptions and lost to-dos',
      'Fullest resource',
    ),
  },
  'memory-leak': {
    change: ['Fullest resource', 'App process memory'],
    quiet: [...objective, ...pipeline, ...errors, ...failing, ...slow, ...traffic],
    may: {},
  },
  'fd-leak': {
    change: ['Fullest resource', 'Open files'],
    quiet: [...objective, ...pipeline, ...errors, ...failing, ...slow, ...traffic],
    may: {},
  },
  'cpu-saturation': {
    change: [...slow, 'Fullest resource', 'Task CPU'],
    quiet: [...objective, ...pipeline, ...errors, ...failing, 'Traffic'],
    may: because('requests end half a second later', 'Requests by outcome'),
  },
  'scanner-storm': {
    change: [...traffic, 'Error ratio', 'Samples per scrape'],
    quiet: [...objective, ...pipeline, ...errors, 'p95', 'Slow requests', 'Failing where'],
    may: {
      Latency: 'what does not exist is answered sooner: quantiles sink',
      'Fullest resource': 'more requests take more CPU',
    },
  },
  'swallowed-insert-errors': {
    change: errors,
    quiet: [
      ...objective,
      ...pipeline,
      ...failing,
      ...traffic,
      'p95',
      'Slow requests',
      'Fullest resource',
    ],
    may: { Latency: 'the list is shown where a redirect was enough' },
  },
  'traffic-drop': {
    change: traffic,
    quiet: [...objective, ...pipeline, 'p95', 'Slow requests'],
    may: {
      ...because(
        'few requests are left: shares and quantiles are those of the health checks',
        'Error ratio',
        'Latency',
        'Failing where',
      ),
      ...because("the users' mistakes are gone, too", ...errors),
      'Fullest resource': 'less to do takes less CPU',
    },
  },
  'collector-down': { ...blind, change: [...pipeline, ...running] },
  'remote-write-cut': { ...blind, change: [...pipeline, ...running] },
  'scrape-failing': {
    ...blind,
    change: ['Tasks', 'Scrapes', ...running],
    // `up` says 0, but it says it in time.
    quiet: [...blind.quiet, 'Age'],
  },
};

/** This repository's app gives up on MongoDB after 2 s and says so: 503, no exception, nothing over 10 s, no insert swallowed. */
const ofTheApp: Record<IncidentName, Expectation> = {
  ...ofTheChapter,
  'mongo-outage': {
    change: [
      'Availability',
      'Error budget',
      'ERROR records',
      ...slow,
      ...failing,
      'Requests by outcome',
    ],
    quiet: [...pipeline, 'Exceptions and lost to-dos'],
    may: ofTheChapter['mongo-outage'].may,
  },
  'swallowed-insert-errors': {
    change: ['Requests by outcome', 'ERROR records', ...failing],
    quiet: [
      ...pipeline,
      'Traffic',
      'p95',
      'Slow requests',
      'Exceptions and lost to-dos',
      'Fullest resource',
    ],
    may: {
      ...because(
        'every failed insert is a 503 or 500 here: seven in a hundred requests',
        ...objective,
      ),
      Latency: 'a failed insert ends sooner than one that shows a list',
    },
  },
  // It does not count the load balancer's probes: without users there is nothing to take a share of.
  'traffic-drop': {
    change: traffic,
    quiet: [...objective, ...pipeline],
    may: {
      ...ofTheChapter['traffic-drop'].may,
      ...because('nothing is counted, so there is nothing to show', 'p95', 'Slow requests'),
    },
  },
  // A rule for all paths that do not exist: a scanner adds no series.
  'scanner-storm': {
    ...ofTheChapter['scanner-storm'],
    change: [...traffic, 'Error ratio'],
  },
};

/** What an app's dashboard has to show of an incident. */
export const expectationOf = (name: IncidentName, contract: Contract): Expectation =>
  (contract === 'app' ? ofTheApp : ofTheChapter)[name];

/**
 * Of incidents at the same time: what none of them may touch stays quiet. What one of them changes, another may hide, so that no
 * panel alone has to change; that its figures are true is asked of all of them.
 */
export function together(expectations: readonly Expectation[]): Expectation {
  const [first, ...others] = expectations;
  if (!first || others.length === 0) return first ?? { change: [], quiet: [], may: {} };
  const quiet = first.quiet.filter((title) => others.every((one) => one.quiet.includes(title)));
  const touched = expectations.flatMap(({ change, may }) => [...change, ...Object.keys(may)]);
  return { change: [], quiet, may: because('one of them may hide what another shows', ...touched) };
}
