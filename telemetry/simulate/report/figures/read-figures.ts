import type { PrometheusClient } from '../../../../scripts/lib/prometheus/client.ts';
import { withVariables } from '../../../../scripts/lib/prometheus/data-plane/interval.ts';
import { SCRAPE_INTERVAL } from '../../collector.ts';
import { withAllChosen } from '../all-chosen.ts';
import { readLogPanel } from '../log-readings.ts';
import type { WatchedPanel } from '../watched-panel.ts';
import type { Moment } from './moment.ts';
import { MEAN_OF } from './windows.ts';

/** The figures of a panel by the names of its series, and then by time. Epoch milliseconds; what is no number is left out. */
export type SeriesReadings = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** How often a line is read. Milliseconds. */
const STEP = SCRAPE_INTERVAL;

/** What a panel shows of the last minutes before a moment, every 20 s; a panel of log lines: how many since the incident began. */
export async function readFigures(
  client: PrometheusClient,
  panel: WatchedPanel,
  moment: Moment,
): Promise<SeriesReadings> {
  if (panel.expressions.length === 0) return sumOfLogs(panel, moment);
  const readings = new Map<string, Map<number, number>>();
  const variables = {
    from: 0,
    to: moment.shown,
    maxDataPoints: moment.shown / STEP,
    intervalMs: STEP,
    scrapeInterval: SCRAPE_INTERVAL,
  };
  for (const [position, raw] of panel.expressions.entries()) {
    const expr = withAllChosen(withVariables(raw, STEP, variables));
    const { at } = moment;
    const answer = await client.range(expr, { start: at - MEAN_OF, end: at, step: STEP });
    if (answer.resultType !== 'matrix') continue;
    for (const { metric, values } of answer.result) {
      const points = values
        .map(([seconds, text]) => [Math.round(seconds * 1000), Number(text)] as const)
        .filter(([, value]) => Number.isFinite(value));
      if (points.length > 0)
        readings.set(seriesName(panel.legends[position] ?? '', metric), new Map(points));
    }
  }
  return readings;
}

const seriesName = (legend: string, labels: Readonly<Record<string, string>>): string =>
  legend.replace(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? '');

function sumOfLogs(panel: WatchedPanel, { app, since, at }: Moment): SeriesReadings {
  let sum = 0;
  for (const points of readLogPanel(app.logs, panel, { from: since, to: at }).values())
    for (const value of points.values()) sum += value;
  return new Map([['all', new Map([[at, sum]])]]);
}
