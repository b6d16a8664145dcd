import type { PrometheusClient } from '../../../scripts/lib/prometheus/client.ts';
import { withVariables } from '../../../scripts/lib/prometheus/data-plane/interval.ts';
import { withAllChosen } from './all-chosen.ts';
import type { WatchedPanel } from './watched-panel.ts';

/** What a panel showed: series by their labels, values by epoch milliseconds. NaN is no value. */
export type Readings = ReadonlyMap<string, ReadonlyMap<number, number>>;

export interface Watch {
  readonly from: number;
  readonly to: number;
  /** Milliseconds between two looks. */
  readonly step: number;
  /** The range that the dashboard shows. Milliseconds. */
  readonly shown: number;
}

const SCRAPE_INTERVAL = 20_000;

/** What somebody would have seen on a panel at each moment, "now" being that moment. All tasks are chosen. */
export async function readPanel(
  client: PrometheusClient,
  panel: WatchedPanel,
  { from, to, step, shown }: Watch,
): Promise<Readings> {
  const readings = new Map<string, Map<number, number>>();
  const variables = {
    from: 0,
    to: shown,
    maxDataPoints: shown / SCRAPE_INTERVAL,
    intervalMs: SCRAPE_INTERVAL,
    scrapeInterval: SCRAPE_INTERVAL,
  };
  for (const [position, raw] of panel.expressions.entries()) {
    const expr = withAllChosen(withVariables(raw, SCRAPE_INTERVAL, variables));
    const answer = await client.range(expr, { start: from, end: to, step });
    if (answer.resultType !== 'matrix') continue;
    for (const { metric, values } of answer.result) {
      const points = new Map<number, number>();
      for (const [seconds, text] of values) {
        const value = text === '+Inf' ? Infinity : Number(text);
        if (!Number.isNaN(value)) points.set(Math.round(seconds * 1000), value);
      }
      readings.set(`${position} ${JSON.stringify(metric)}`, points);
    }
  }
  return readings;
}
