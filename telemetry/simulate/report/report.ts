import type { DashboardResource } from '../../../scripts/lib/state/resource.ts';
import type { IncidentName } from '../incidents.ts';
import { expectationOf, together, type Expectation } from './expectations.ts';
import {
  panelsOfColor,
  INCIDENT_AGE,
  observe,
  readRun,
  secondsUntilChange,
  type Observed,
  type Run,
} from './measure.ts';
import {
  REPORT_SCHEMA_VERSION,
  type SimulationReport,
} from '../../../scripts/lib/report/simulation-report.ts';
import type { Figure } from './figures/judge-figures.ts';
import { figureText } from './figures/figure-text.ts';
import { watchedPanels, type WatchedPanel } from './watched-panel.ts';

/** An incident has to show within this time. Seconds. */
export const DEADLINE = 120;

export interface ReportOptions {
  readonly dashboard: DashboardResource;
  readonly run: Run;
  readonly incidents: readonly IncidentName[];
  /** Let the incidents happen at the same time; each alone where absent. */
  readonly together?: boolean;
  /** The colour that means critical on the dashboard. */
  readonly red: string;
  /** How long a day without incidents is watched. Hours; 24 where absent. */
  readonly healthyHours?: number;
  /** Stops before the next incident. */
  readonly signal?: AbortSignal;
  /** Told what is being done, incident by incident. */
  readonly onProgress?: (what: string) => void;
}

/** A report and what in it is not as it has to be, a line each. */
export interface JudgedReport {
  readonly report: SimulationReport;
  readonly faults: readonly string[];
}

/** Plays each incident alone and notes what the dashboard shows of it; then a healthy day. */
export async function makeReport(options: ReportOptions): Promise<JudgedReport> {
  const { run, incidents } = options;
  const next = (what: string): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.(what);
  };
  const expected = (name: IncidentName): Expectation =>
    expectationOf(name, run.contract ?? 'chapter');
  const asked = new Set(incidents.flatMap((name) => expected(name).change));
  const panels = watchedPanels(options.dashboard).filter(
    ({ firstScreen, title }) => firstScreen || asked.has(title),
  );
  const faults: string[] = [];
  const at = run.now - INCIDENT_AGE;
  next('without incident');
  const healthy = await observe(run, [], at, panels);
  faults.push(...figureFaults('no incident', healthy.figures));
  const measured: SimulationReport['incidents'] = [];
  const cases = options.together === true ? [incidents] : incidents.map((name) => [name] as const);
  for (const names of cases) {
    const name = names.join(' + ');
    next(name);
    const observed = await observe(run, names, at, panels);
    const wanted = together(names.map(expected));
    measured.push(judge(name, wanted, { panels, observed, healthy, at }, faults));
    faults.push(...figureFaults(name, observed.figures));
  }
  const hours = options.healthyHours ?? 24;
  next(`a healthy day (${hours} h)`);
  const red = await redOnAHealthyDay(run, hours, panels, options.red);
  for (const title of red) faults.push(`healthy day: "${title}" was red`);
  const { seed } = run;
  return {
    report: {
      schemaVersion: REPORT_SCHEMA_VERSION,
      seed,
      incidents: measured,
      healthy: { red, figures: [...healthy.figures] },
    },
    faults,
  };
}

/** What the panels showed of an incident, and what they would have shown without. */
interface Case {
  readonly panels: readonly WatchedPanel[];
  readonly observed: Observed;
  readonly healthy: Observed;
  /** When it began. Epoch milliseconds. */
  readonly at: number;
}

function judge(
  name: string,
  { change, quiet }: Expectation,
  { panels, observed, healthy, at }: Case,
  faults: string[],
): SimulationReport['incidents'][number] {
  const shown = panels
    .filter((panel) => panel.firstScreen || change.includes(panel.title))
    .map((panel) => {
      const seconds = secondsUntilChange(panel, observed.readings, healthy.readings, at);
      return {
        panel: panel.title,
        changed: seconds !== undefined && seconds <= DEADLINE,
        afterSeconds: seconds ?? null,
        firstScreen: panel.firstScreen,
      };
    });
  const find = (title: string) => shown.find(({ panel }) => panel === title);
  const missed = change.filter((title) => find(title)?.changed !== true);
  for (const title of missed)
    faults.push(
      find(title)
        ? `${name}: "${title}" did not show it within ${DEADLINE} s`
        : `${name}: the dashboard has no panel "${title}"`,
    );
  for (const title of quiet) {
    const seconds = find(title)?.afterSeconds;
    if (typeof seconds === 'number')
      faults.push(`${name}: "${title}" has nothing to do with it and changed after ${seconds} s`);
  }
  return {
    name,
    seen: missed.length === 0,
    panels: shown.map(({ panel, changed, afterSeconds }) => ({ panel, changed, afterSeconds })),
    quiet: shown
      .filter(({ firstScreen, afterSeconds }) => firstScreen && afterSeconds === null)
      .map(({ panel }) => panel),
    figures: [...observed.figures],
  };
}

const figureFaults = (name: string, figures: readonly Figure[]): string[] =>
  figures
    .filter(({ ok }) => !ok)
    .map((figure) => `${name}: "${figure.panel}" is wrong: ${figureText(figure)}`);

async function redOnAHealthyDay(
  { shown, ...run }: Run,
  hours: number,
  panels: readonly WatchedPanel[],
  red: string,
): Promise<string[]> {
  const coloured = panels.filter(({ firstScreen, steps }) => firstScreen && steps.length > 0);
  const readings = await readRun({ ...run, hours: hours + 1 }, coloured, {
    // The first hour only fills the windows.
    from: run.now - hours * 3_600_000,
    to: run.now,
    step: 5 * 60_000,
    shown: shown * 3_600_000,
  });
  return panelsOfColor(readings, red);
}
