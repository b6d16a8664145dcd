import { prometheusClient } from '../../../scripts/lib/prometheus/client.ts';
import {
  startSimulatedApp,
  type SimulatedApp,
  type SimulatedAppOptions,
} from '../../../telemetry/simulated-app.ts';

/** A simulated app that answers PromQL with plain numbers. Times are epoch milliseconds. */
export interface AskedApp extends SimulatedApp {
  /** The only value of an instant query; undefined where there is none. */
  value(expr: string, time: number): Promise<number | undefined>;
  /** Values of an instant query by one label. */
  values(expr: string, label: string, time: number): Promise<Record<string, number>>;
  /** The only series of a range query, every 20 s. */
  line(expr: string, from: number, to: number): Promise<(readonly [time: number, value: number])[]>;
}

export async function startAskedApp(options: SimulatedAppOptions): Promise<AskedApp> {
  const app = await startSimulatedApp(options);
  const client = prometheusClient(app.prometheusUrl);
  const vector = async (expr: string, time: number) => {
    const answer = await client.instant(expr, time);
    return answer.resultType === 'vector' ? answer.result : [];
  };
  return {
    ...app,
    value: async (expr, time) => {
      const [first] = await vector(expr, time);
      return first && Number(first.value[1]);
    },
    values: async (expr, label, time) =>
      Object.fromEntries(
        (await vector(expr, time)).map(({ metric, value }) => [
          metric[label] ?? '',
          Number(value[1]),
        ]),
      ),
    line: async (expr, start, end) => {
      const answer = await client.range(expr, { start, end, step: 20_000 });
      const series = answer.resultType === 'matrix' ? answer.result[0] : undefined;
      return (series?.values ?? []).map(([time, value]) => [time * 1000, Number(value)] as const);
    },
  };
}

/** Seeds to try: a handful, or with TELEMETRY_SEEDS=n so many random ones (they are in the test's name when one fails). */
export function seeds(fixed: readonly number[]): readonly number[] {
  const wanted = Number(process.env['TELEMETRY_SEEDS'] ?? 0);
  return wanted > 0
    ? Array.from({ length: wanted }, () => Math.floor(Math.random() * 1_000_000))
    : fixed;
}
