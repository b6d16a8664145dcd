import { answering } from '../../../scripts/lib/prometheus/answering.ts';
import { prometheusClient, type PrometheusClient } from '../../../scripts/lib/prometheus/client.ts';
import {
  startSimulatedApp,
  type SimulatedApp,
  type SimulatedAppOptions,
} from '../../simulated-app.ts';
import type { IncidentName } from '../incidents.ts';
import { firstChange, timesOfColor } from './compare.ts';
import { judgeFigures, type Figure } from './figures/judge-figures.ts';
import { readLogPanel } from './log-readings.ts';
import { readPanel, type Readings, type Watch } from './readings.ts';
import type { WatchedPanel } from './watched-panel.ts';

/** A panel's answers of one run. */
export type PanelReadings = ReadonlyMap<WatchedPanel, Readings>;

export interface Run extends Omit<SimulatedAppOptions, 'incidents' | 'hours'> {
  /** The range that the dashboard shows; played is half an hour more. Hours. */
  readonly shown: number;
  /** Share of requests that may fail: 1 - the objective. */
  readonly allowed: number;
}

/** What has to be played before an incident. Hours. */
const BEFORE = 0.5;
const MINUTE = 60_000;
/** When figures are held to the truth, after the start of an incident: every window of five minutes lies within. Milliseconds. */
const FIGURES_AFTER = 9 * MINUTE;
/** The incident begins so long before the end: the collector has then sent all that the figures are made of. Milliseconds. */
export const INCIDENT_AGE = FIGURES_AFTER + 3 * MINUTE;
const HOUR = 3_600_000;

/** How long a panel is watched from the start of an incident on. Milliseconds. */
export const WATCHED = 5 * 60_000;
const LOOK = 5_000;

/** What the panels showed of a run, and its figures beside the truth. */
export interface Observed {
  readonly readings: PanelReadings;
  readonly figures: readonly Figure[];
}

/** Plays the app with incidents (or none) that begin at `at`; reads the panels from then on, and their figures later. */
export async function observe(
  { shown, allowed, ...run }: Run,
  incidents: readonly IncidentName[],
  at: number,
  panels: readonly WatchedPanel[],
): Promise<Observed> {
  const range = shown * HOUR;
  const watch = { from: at, to: at + WATCHED, step: LOOK, shown: range };
  return withApp(
    { ...run, hours: shown + BEFORE, incidents: incidents.map((name) => ({ name, at })) },
    async (app, client) => ({
      readings: await readPanels(app, client, panels, watch),
      figures: await judgeFigures(client, panels, {
        app,
        at: at + FIGURES_AFTER,
        since: at,
        shown: range,
        allowed,
      }),
    }),
  );
}

/** Plays the app and reads the panels over a span. */
export const readRun = (
  options: SimulatedAppOptions,
  panels: readonly WatchedPanel[],
  watch: Watch,
): Promise<PanelReadings> =>
  withApp(options, (app, client) => readPanels(app, client, panels, watch));

async function withApp<T>(
  options: SimulatedAppOptions,
  use: (app: SimulatedApp, client: PrometheusClient) => Promise<T>,
): Promise<T> {
  const app = await startSimulatedApp(options);
  try {
    return await answering(() => use(app, prometheusClient(app.prometheusUrl)));
  } finally {
    await app.stop();
  }
}

async function readPanels(
  app: SimulatedApp,
  client: PrometheusClient,
  panels: readonly WatchedPanel[],
  watch: Watch,
): Promise<PanelReadings> {
  const readings = new Map<WatchedPanel, Readings>();
  for (const panel of panels)
    readings.set(
      panel,
      panel.expressions.length > 0
        ? await readPanel(client, panel, watch)
        : readLogPanel(app.logs, panel, watch),
    );
  return readings;
}

/** Seconds from `at` until a panel differed from the run without incident; undefined when it did not. */
export function secondsUntilChange(
  panel: WatchedPanel,
  readings: PanelReadings,
  healthy: PanelReadings,
  at: number,
): number | undefined {
  const [now, without] = [readings.get(panel), healthy.get(panel)];
  if (!now || !without) throw new Error(`${panel.title} was not read`);
  const first = firstChange(now, without, panel);
  return first === undefined ? undefined : (first - at) / 1000;
}

/** Panels that had a colour at some time. */
export const panelsOfColor = (readings: PanelReadings, color: string): string[] =>
  [...readings].flatMap(([panel, values]) =>
    timesOfColor(values, panel.steps, color).length > 0 ? [panel.title] : [],
  );
