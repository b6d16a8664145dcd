import type { Contract } from '../../metrics.ts';
import type { IncidentName } from '../incidents.ts';

/** What the dashboard has to do in an incident, by the titles of its panels. */
export interface Expectation {
  /** Must show it within two minutes of simulated time. */
  readonly change: readonly string[];
  /** Of the first screen: must not show anything, or they would lead astray. */
  readonly quiet: readonly string[];
}

const objective = ['Availability', 'Error budget', 'Burn rate'];
const pipeline = ['Tasks', 'Age'];
const errors = ['Exceptions and lost to-dos', 'ERROR records'];

/** Nothing is broken yet in a leak: it shows below the first screen, and nothing on it may cry. */
const ofTheChapter: Record<IncidentName, Expectation> = {
  'mongo-outage': {
    // The burn rate waits until an hour's budget is at stake: two to three minutes of a full outage.
    change: [
      'Availability',
      'Error budget',
      ...errors,
      'p95',
      'Requests by outcome',
      'Latency',
      'Slow requests',
      'Error ratio',
    ],
    quiet: pipeline,
  },
  'mongo-slow': {
    change: ['p95', 'Latency', 'Slow requests'],
    quiet: [...objective, ...pipeline, ...errors, 'Traffic', 'Error ratio'],
  },
  'task-crash-loop': { change: ['Tasks', 'Scrapes'], quiet: [...objective, 'Age'] },
  deploy: {
    change: ['Tasks'],
    quiet: [...objective, 'p95', 'Age', 'Slow requests'],
  },
  'memory-leak': {
    change: ['App process memory'],
    quiet: [...objective, ...pipeline, ...errors, 'Traffic', 'p95', 'Error ratio'],
  },
  'fd-leak': {
    change: ['Open files'],
    quiet: [...objective, ...pipeline, ...errors, 'Traffic', 'p95', 'Error ratio'],
  },
  'cpu-saturation': {
    change: ['p95', 'Latency', 'Slow requests', 'Task CPU'],
    quiet: [...objective, ...pipeline, ...errors, 'Traffic', 'Error ratio'],
  },
  'scanner-storm': {
    change: ['Traffic', 'Requests by outcome', 'Error ratio', 'Samples per scrape'],
    quiet: [...objective, ...pipeline, ...errors, 'p95', 'Slow requests'],
  },
  'swallowed-insert-errors': {
    change: errors,
    quiet: [...objective, ...pipeline, 'Traffic', 'p95', 'Slow requests', 'Error ratio'],
  },
  'traffic-drop': {
    change: ['Traffic', 'Requests by outcome'],
    quiet: [...objective, ...pipeline, 'p95', 'Slow requests'],
  },
  'collector-down': { change: pipeline, quiet: objective },
  'remote-write-cut': { change: pipeline, quiet: objective },
  'scrape-failing': { change: ['Tasks', 'Scrapes'], quiet: [...objective, 'Age'] },
};

/** This repository's app gives up on MongoDB after 2 s and says so: 503, no exception, nothing over 10 s, no insert swallowed. */
const ofTheApp: Record<IncidentName, Expectation> = {
  ...ofTheChapter,
  'mongo-outage': {
    change: [
      'Availability',
      'Error budget',
      'ERROR records',
      'p95',
      'Requests by outcome',
      'Latency',
      'Slow requests',
      'Error ratio',
    ],
    quiet: [...pipeline, 'Exceptions and lost to-dos'],
  },
  'swallowed-insert-errors': {
    change: ['Requests by outcome', 'Error ratio', 'ERROR records'],
    quiet: [...pipeline, 'p95', 'Slow requests'],
  },
  // A rule for all paths that do not exist: a scanner adds no series.
  'scanner-storm': {
    change: ['Traffic', 'Requests by outcome', 'Error ratio'],
    quiet: ofTheChapter['scanner-storm'].quiet,
  },
};

/** What an app's dashboard has to show of an incident. */
export const expectationOf = (name: IncidentName, contract: Contract): Expectation =>
  (contract === 'app' ? ofTheApp : ofTheChapter)[name];
