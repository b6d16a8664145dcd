import { prometheusClient } from '../../../scripts/lib/prometheus/client.ts';
import { startSimulatedApp, type SimulatedAppOptions } from '../../simulated-app.ts';
import type { IncidentName } from '../incidents.ts';
import { firstChange, timesOfColor } from './compare.ts';
import { readLogPanel } from './log-readings.ts';
import { readPanel, type Readings, type Watch } from './readings.ts';
import type { WatchedPanel } from './watched-panel.ts';

/** A panel's answers of one run. */
export type PanelReadings = ReadonlyMap<WatchedPanel, Readings>;

export interface Run extends Omit<SimulatedAppOptions, 'incidents' | 'hours'> {
  /** The range that the dashboard shows; played is half an hour more. Hours. */
  readonly shown: number;
}

/** What has to be played before an incident. Hours. */
const BEFORE = 0.5;
const HOUR = 3_600_000;

/** How long a panel is watched from the start of an incident on. Milliseconds. */
export const WATCHED = 5 * 60_000;
const LOOK = 5_000;

/** Plays the app with an incident (or none) that begins at `at`, and reads the panels from then on. */
export async function readIncident(
  { shown, ...run }: Run,
  incident: IncidentName | undefined,
  at: number,
  panels: readonly WatchedPanel[],
): Promise<PanelReadings> {
  return readRun(
    {
      ...run,
      hours: shown + BEFORE,
      incidents: incident === undefined ? [] : [{ name: incident, at }],
    },
    panels,
    { from: at, to: at + WATCHED, step: LOOK, shown: shown * HOUR },
  );
}

/** Plays the app and reads the panels over a span. */
export async function readRun(
  options: SimulatedAppOptions,
  panels: readonly WatchedPanel[],
  watch: Watch,
): Promise<PanelReadings> {
  const app = await startSimulatedApp(options);
  try {
    const client = prometheusClient(app.prometheusUrl);
    const readings = new Map<WatchedPanel, Readings>();
    for (const panel of panels)
      readings.set(
        panel,
        panel.expressions.length > 0
          ? await readPanel(client, panel, watch)
          : readLogPanel(app.logs, panel, watch),
      );
    return readings;
  } finally {
    await app.stop();
  }
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
