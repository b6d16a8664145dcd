import { UserError } from '../cli/user-error.ts';
import { nearest } from '../text/nearest.ts';
import { analysePromql } from '../rules/promql/analyse.ts';
import type { MetricCatalogue } from '../queries/promql/catalogue.ts';
import type { Diagnostic } from '../queries/diagnostic.ts';
import type { QueryOutput } from '../queries/query-output.ts';
import { cannotAnswer } from '../prometheus/answering.ts';
import { PrometheusError, type PrometheusClient, type PromqlResult } from '../prometheus/client.ts';
import { withVariables } from '../prometheus/data-plane/interval.ts';

export interface PromqlQueryOptions {
  /** Called when the query passes the check. */
  readonly client: () => Promise<PrometheusClient>;
  /** Every metric that there is: others are mistakes, and the nearest name is said. */
  readonly catalogue: MetricCatalogue;
  /** Epoch milliseconds. Without `from` the query is asked for one moment, `to`. */
  readonly from?: number;
  readonly to: number;
  /** Stand for Grafana's `$name` in the query. */
  readonly variables?: Readonly<Record<string, string>>;
}

const SCRAPE_INTERVAL = 20_000;
/** Points that a range query asks for, at most. */
const POINTS = 240;
/** Rows of an answer that nobody will read. */
const MOST_ROWS = 100_000;

/**
 * Checks a PromQL query and, when nothing speaks against it, runs it.
 * @throws UserError when the answer is too large, or Prometheus cannot answer.
 */
export async function runPromqlQuery(
  text: string,
  options: PromqlQueryOptions,
): Promise<QueryOutput> {
  const diagnostics = analysePromql(text, {
    catalogue: options.catalogue,
    scrapeIntervalSeconds: SCRAPE_INTERVAL / 1000,
    instant: options.from === undefined,
  }).map((diagnostic) => withNearestLabel(diagnostic, options.catalogue));
  const refused = (all: readonly Diagnostic[]): QueryOutput => ({
    schemaVersion: 1,
    ok: false,
    diagnostics: [...all],
    columns: [],
    rows: [],
  });
  if (diagnostics.some(({ severity }) => severity === 'error')) return refused(diagnostics);
  try {
    const answer = tableOf(await ask(text, options));
    return { schemaVersion: 1, ok: true, diagnostics, ...answer };
  } catch (error) {
    if (!(error instanceof PrometheusError)) throw error;
    if (error.type === 'bad_data') return refused([...diagnostics, refusal(text, error)]);
    throw cannotAnswer(error);
  }
}

/** A label that there is not gets the nearest that there is. */
function withNearestLabel(diagnostic: Diagnostic, catalogue: MetricCatalogue): Diagnostic {
  const label = /no label "(\w+)"/.exec(diagnostic.message)?.[1];
  if (diagnostic.fix || label === undefined) return diagnostic;
  const known = new Set([...catalogue.values()].flatMap(({ labels }) => labels));
  const close = known.has(label) ? undefined : nearest(label, known);
  return close === undefined
    ? diagnostic
    : { ...diagnostic, fix: { description: `did you mean ${close}?` } };
}

async function ask(
  text: string,
  { client, from, to, variables = {} }: PromqlQueryOptions,
): Promise<PromqlResult> {
  const start = from ?? to - 3_600_000;
  const step = Math.max(
    SCRAPE_INTERVAL,
    Math.ceil((to - start) / POINTS / SCRAPE_INTERVAL) * SCRAPE_INTERVAL,
  );
  const input = {
    from: start,
    to,
    maxDataPoints: POINTS,
    intervalMs: step,
    scrapeInterval: SCRAPE_INTERVAL,
  };
  const expr = withVariables(text, step, input).replace(
    /\$(?:(\w+)|\{(\w+)(?::\w+)?\})/g,
    (whole, bare?: string, braced?: string) => variables[bare ?? braced ?? ''] ?? whole,
  );
  const prometheus = await client();
  return from === undefined
    ? prometheus.instant(expr, to)
    : prometheus.range(expr, { start: from, end: to, step });
}

/** One row a value: the time (of a range), the labels, the value. Labels that differ come first. */
function tableOf(result: PromqlResult): Pick<QueryOutput, 'columns' | 'rows'> {
  if (result.resultType === 'scalar' || result.resultType === 'string')
    return { columns: ['value'], rows: [[valueOf(result.result[1])]] };
  const series = result.result.map((one) => ({
    metric: one.metric,
    samples: 'values' in one ? one.values : [one.value],
  }));
  const count = series.reduce((sum, { samples }) => sum + samples.length, 0);
  if (count > MOST_ROWS)
    throw new UserError(
      `the query gives ${count.toLocaleString('en-US')} values of ${series.length.toLocaleString('en-US')} series; at most ${MOST_ROWS.toLocaleString('en-US')} are shown.`,
      {
        suggestions: [
          ["npm run query -- --promql 'count(…)'", 'how many series there are'],
          ["npm run query -- --promql 'topk(10, …)'", 'only the largest'],
        ],
      },
    );
  const names = labelNames(series.map(({ metric }) => metric));
  const isRange = result.resultType === 'matrix';
  return {
    columns: [...(isRange ? ['time'] : []), ...names, 'value'],
    rows: series.flatMap(({ metric, samples }) =>
      samples.map(([seconds, text]) => [
        ...(isRange ? [new Date(seconds * 1000).toISOString()] : []),
        ...names.map((name) => metric[name] ?? null),
        valueOf(text),
      ]),
    ),
  };
}

function labelNames(metrics: readonly Readonly<Record<string, string>>[]): string[] {
  const names = [...new Set(metrics.flatMap((metric) => Object.keys(metric)))].toSorted();
  const differs = (name: string): boolean =>
    new Set(metrics.map((metric) => metric[name])).size > 1;
  return [...names.filter(differs), ...names.filter((name) => !differs(name))];
}

/** JSON has no NaN and no infinities: they stay text. */
const valueOf = (text: string): number | string =>
  Number.isFinite(Number(text)) ? Number(text) : text;

/** Prometheus' own refusal, which names line and column. */
function refusal(text: string, error: PrometheusError): Diagnostic {
  const match = /(\d+):(\d+): (?:parse error: )?(.*)$/.exec(error.message);
  const lines = text.split('\n').slice(0, Number(match?.[1] ?? 1) - 1);
  const from = lines.reduce((sum, line) => sum + line.length + 1, 0) + Number(match?.[2] ?? 1) - 1;
  return {
    code: 'promql/refused',
    severity: 'error',
    message: `Prometheus refuses it: ${match?.[3] ?? error.message}.`,
    from,
    to: Math.min(text.length, from + 1),
  };
}
