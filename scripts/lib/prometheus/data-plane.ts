/**
 * Answers PromQL targets as Grafana's Prometheus source does, so that a page draws from a Prometheus beside it what it
 * would draw in Grafana: same step, same variables, same alignment, same frames. Missing steps stay missing.
 */
import type { DataPlane, DataQuery } from '../local/data-plane.ts';
import type { FrameJson, QueryAnswer } from '../queries/frame.ts';
import { PrometheusError, type PrometheusClient } from './client.ts';
import { framesOf, type FrameContext } from './data-plane/frames.ts';
import { goDuration, stepOf, withVariables, type StepInput } from './data-plane/interval.ts';

export interface PrometheusDataPlaneOptions {
  /** The `timeInterval` of the data source. Milliseconds; 20,000 where absent. */
  readonly scrapeInterval?: number;
}

/** `client`: where the data are; a function where it may change while the data plane lives. */
export function prometheusDataPlane(
  client: PrometheusClient,
  { scrapeInterval = 20_000 }: PrometheusDataPlaneOptions = {},
): DataPlane {
  return {
    query: async (query, signal): Promise<QueryAnswer> => {
      const { expr } = query.target;
      if (typeof expr !== 'string' || expr.trim() === '') return { status: 200, frames: [] };
      try {
        return { status: 200, frames: await answer(client, query, expr, scrapeInterval, signal) };
      } catch (error) {
        if (!(error instanceof PrometheusError)) throw error;
        return { status: statusOf(error), error: `${error.type}: ${error.message}` };
      }
    },
  };
}

async function answer(
  client: PrometheusClient,
  { target, ...query }: DataQuery,
  rawExpr: string,
  scrapeInterval: number,
  signal: AbortSignal,
): Promise<FrameJson[]> {
  const input: StepInput = {
    ...query,
    scrapeInterval,
    ...(typeof target['interval'] === 'string' ? { interval: target['interval'] } : {}),
    ...(typeof target['intervalFactor'] === 'number'
      ? { intervalFactor: target['intervalFactor'] }
      : {}),
  };
  const step = stepOf(input);
  const expr = withVariables(rawExpr, step, input);
  const context: FrameContext = {
    refId: typeof target['refId'] === 'string' ? target['refId'] : 'A',
    expr,
    step,
    stepText: goDuration(step),
    legendFormat: typeof target['legendFormat'] === 'string' ? target['legendFormat'] : '',
  };
  const wantsInstant = target['instant'] === true;
  // A target of old that says neither is a range query.
  const wantsRange = target['range'] === true || !wantsInstant;
  const results = [
    ...(wantsRange ? [client.range(expr, aligned(query, step, target), signal)] : []),
    ...(wantsInstant ? [client.instant(expr, query.to, signal)] : []),
  ];
  const frames = await Promise.all(results);
  return frames.flatMap((result) => framesOf(result, context));
}

/** Both ends on multiples of the step, counted from midnight where the viewer is. */
function aligned(
  { from, to }: Pick<DataQuery, 'from' | 'to'>,
  step: number,
  target: DataQuery['target'],
): { start: number; end: number; step: number } {
  const offset = typeof target['utcOffsetSec'] === 'number' ? target['utcOffsetSec'] * 1000 : 0;
  const down = (time: number): number => Math.floor((time + offset) / step) * step - offset;
  return { start: down(from), end: down(to), step };
}

const statusOf = ({ type, status }: PrometheusError): number =>
  type === 'bad_data' ? 400 : type === 'unavailable' ? 502 : status;
