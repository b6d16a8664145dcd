import type { PrometheusClient } from '../../../../scripts/lib/prometheus/client.ts';
import type { SimulationReport } from '../../../../scripts/lib/report/simulation-report.ts';
import type { WatchedPanel } from '../watched-panel.ts';
import type { Moment } from './moment.ts';
import { readFigures, type SeriesReadings } from './read-figures.ts';
import { failingWhereRule, figureRules, type FigureRule } from './rules.ts';
import { MINUTE } from './windows.ts';

export type Figure = NonNullable<SimulationReport['incidents'][number]['figures']>[number];

/** Holds every figure of the first screen at a moment to what really happened. */
export async function judgeFigures(
  client: PrometheusClient,
  panels: readonly WatchedPanel[],
  moment: Moment,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const panel of panels.filter(({ firstScreen }) => firstScreen)) {
    const readings = await readFigures(client, panel, moment);
    for (const rule of rulesOf(panel, readings, moment))
      figures.push(judge(rule, readings.get(rule.series) ?? new Map(), moment));
  }
  return figures;
}

function rulesOf(
  { title }: WatchedPanel,
  readings: SeriesReadings,
  moment: Moment,
): readonly FigureRule[] {
  if (title !== 'Failing where') return figureRules.filter(({ panel }) => panel === title);
  const now = new Set(['everyone']);
  for (const [series, points] of readings) if (points.has(moment.at)) now.add(series);
  return [...now].map((series) => failingWhereRule(moment, series));
}

function judge(rule: FigureRule, points: ReadonlyMap<number, number>, moment: Moment): Figure {
  switch (rule.reading) {
    case 'moments': {
      // Lines are held to the truth once a minute.
      const judged = [5, 4, 3, 2, 1, 0].map((minutes) => {
        const at = moment.at - minutes * MINUTE;
        return figureOf(rule, points.get(at), { ...moment, at });
      });
      return judged.find(({ ok }) => !ok) ?? (judged.at(-1) as Figure);
    }
    case 'mean': {
      const values = [...points.values()];
      const all = (MINUTE * 5) / 20_000 + 1;
      return figureOf(
        rule,
        values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / all,
        moment,
      );
    }
    default:
      return figureOf(rule, points.get(moment.at), moment);
  }
}

function figureOf(rule: FigureRule, read: number | undefined, moment: Moment): Figure {
  const truth = rule.truth(moment);
  // A rate without a series is drawn as nothing, which is what no request of a kind looks like.
  const shown = read ?? (rule.unit === '/s' && truth ? 0 : undefined);
  const tolerance = rule.tolerance(moment);
  return {
    panel: rule.panel,
    series: rule.series,
    unit: rule.unit,
    shown: shown ?? null,
    truth: truth ?? null,
    tolerance: tolerance.text,
    ok:
      shown === undefined || truth === undefined
        ? shown === truth || truth?.orNothing === true
        : tolerance.isMet(shown, truth),
  };
}
